"""Real pages in headless Chromium. Any error on a page's console fails the test that opened it."""

from __future__ import annotations

import os
import re
import shutil

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from .server import Server

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1360, "height": 850}}

# What the browser says of itself while the server is down; the pages themselves stay calm.
CONNECTION = re.compile(r"ERR_CONNECTION|WebSocket connection|Failed to load resource|net::ERR_|502|503")


def chromium(playwright: Playwright) -> Browser:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "no Chromium on this machine: run tools/setup.sh test"
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


class Window:
    """One person's browser window, with what went wrong in it."""

    def __init__(self, browser: Browser, *, locale: str = "zh-CN", dark: bool = False, phone: bool = False):
        self.context: BrowserContext = browser.new_context(
            locale=locale, color_scheme="dark" if dark else "light", **(PHONE if phone else DESKTOP))
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.problems: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))

    def _console(self, message) -> None:
        if message.type == "error" and not CONNECTION.search(message.text):
            self.problems.append(message.text)

    def sign_in(self, server: Server, login: str) -> Page:
        self.page.goto(f"{server.origin}/sign-in")
        self.page.get_by_test_id("sign-in-login").fill(login)
        self.page.get_by_test_id("sign-in-password").fill(server.accounts()[login]["password"])
        self.page.get_by_test_id("sign-in-submit").click()
        self.page.wait_for_url("**/app/**")
        return self.page
