"""Every page, in both languages, light and dark, on a desk and on a phone: reachable, quiet, accessible."""

from __future__ import annotations

import os
import pathlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from road.pages import Window, chromium

PAGES = {
    "inbox": "/app/inbox",
    "pipeline": "/app/pipeline",
    "board": "/app/board?range=30d",
    "scripts": "/app/scripts",
    "settings": "/app/settings",
    "channels": "/app/settings/channels",
    "skills": "/app/settings/skills",
    "audit": "/app/audit",
}
LOOKS = [
    ("zh-CN", False, False), ("zh-CN", True, True), ("en-US", True, False), ("en-US", False, True),
]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = chromium(playwright)
        yield running
        running.close()


def picture(window: Window, name: str) -> None:
    """Keeps a screenshot where MAGPIE_PICTURES says, for people to look at."""
    if folder := os.environ.get("MAGPIE_PICTURES"):
        window.page.screenshot(path=str(pathlib.Path(folder) / f"{name}.png"))


def serious(window: Window) -> list[str]:
    found = Axe().run(window.page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")]


def wide(window: Window) -> bool:
    """Whether the page scrolls sideways."""
    return window.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")


@pytest.mark.parametrize(("locale", "dark", "phone"), LOOKS)
def test_every_page_is_quiet_and_accessible(house, browser, locale, dark, phone):
    window = Window(browser, locale=locale, dark=dark, phone=phone)
    look = f"{locale[:2]}-{'dark' if dark else 'light'}-{'phone' if phone else 'desk'}"
    faults: dict[str, object] = {}
    for name, path in {"home": "/", "sign-in": "/sign-in"}.items():
        window.page.goto(house.origin + path)
        window.page.get_by_test_id("home" if name == "home" else "sign-in-submit").wait_for()
        picture(window, f"{name}-{look}")
        if found := serious(window) + (["scrolls sideways"] if wide(window) else []):
            faults[name] = found
    window.sign_in(house, "xuqing")
    for name, path in PAGES.items():
        window.page.goto(house.origin + path)
        window.page.wait_for_load_state("networkidle")
        window.page.wait_for_timeout(300)
        picture(window, f"{name}-{look}")
        if found := serious(window) + (["scrolls sideways"] if wide(window) else []):
            faults[name] = found
    assert faults == {}
    assert window.problems == []
    window.context.close()


@pytest.mark.parametrize("phone", [False, True])
def test_the_widget_is_accessible(house, browser, phone):
    window = Window(browser, phone=phone)
    window.page.goto(house.shop)
    window.page.get_by_test_id("widget-launcher").click()
    frame = window.page.frame_locator("iframe")
    frame.get_by_test_id("widget-input").fill("你们几点上班？")
    frame.get_by_test_id("widget-input").press("Enter")
    frame.get_by_test_id("widget-theirs").nth(1).wait_for()
    picture(window, f"widget-{'phone' if phone else 'desk'}")
    assert serious(window) == []
    assert window.problems == []
    window.context.close()
