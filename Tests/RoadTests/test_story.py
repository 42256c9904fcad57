"""The whole road in two real browsers: a visitor's hello becomes a routed, guided, won deal on a live board."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect, sync_playwright

from road.pages import Window, chromium

HELLO = "我想给五岁的孩子买一份重疾险，预算三千"


@pytest.fixture
def browser():
    with sync_playwright() as playwright:
        running = chromium(playwright)
        yield running
        running.close()


def number(figure) -> int:
    """¥12,828 → 12828; a figure without a value is 0."""
    return int(re.sub(r"\D", "", figure.inner_text()) or 0)


def test_from_hello_to_won(server, browser):
    # An insurance agent begins the day; a supervisor has the live board open.
    agent, boss, shopper = Window(browser), Window(browser), Window(browser)
    desk = agent.sign_in(server, "tangyue")
    board = boss.sign_in(server, "xuqing")
    board.goto(f"{server.origin}/app/board")
    won = board.get_by_test_id("kpi-amount_won").get_by_test_id("kpi-value")
    conversations = board.get_by_test_id("kpi-conversations").get_by_test_id("kpi-value")
    expect(conversations).to_be_visible()
    begun, earned = number(conversations), number(won)

    # A visitor of the demo shop, on another origin, opens the widget and says what she wants.
    shop = shopper.page
    shop.goto(server.shop)
    shop.get_by_test_id("widget-launcher").click()
    widget = shop.frame_locator("iframe")
    widget.get_by_test_id("widget-input").fill(HELLO)
    widget.get_by_test_id("widget-input").press("Enter")

    # Within a second the agent has the conversation, and sees what was understood and why she was chosen.
    item = desk.get_by_test_id("conversation-item").filter(has_text="重疾险").or_(
        desk.get_by_test_id("conversation-item").filter(has_text="为您服务")).first
    expect(item).to_be_visible()
    item.click()
    expect(desk.get_by_test_id("message").filter(has_text=HELLO)).to_be_visible()
    panel = desk.get_by_test_id("panel")
    expect(panel.get_by_test_id("intent")).to_contain_text("购买保险")
    for entity in ["五岁", "重疾险", "三千"]:
        expect(panel.get_by_test_id("entity").filter(has_text=entity)).to_be_visible()
    expect(panel.get_by_test_id("placement-sentence")).to_contain_text("唐越")
    expect(panel.get_by_test_id("suggestion").first).to_be_visible()

    # Both sides see each other typing; one key takes a suggestion, which she edits and sends.
    desk.keyboard.press("Alt+1")
    composer = desk.get_by_test_id("composer")
    expect(composer).not_to_have_value("")
    composer.press("End")
    composer.press_sequentially("（唐越）")
    expect(widget.get_by_test_id("widget-typing")).not_to_be_empty()
    composer.press("Enter")
    answer = widget.get_by_test_id("widget-theirs").filter(has_text="（唐越）")
    expect(answer).to_be_visible()

    # The widget is open, so the answer was read: the agent's page says so.
    expect(desk.get_by_test_id("message").filter(has_text="（唐越）")).to_have_attribute("data-tick", "read")

    # The power fails in the middle of it. Nothing is lost, nothing doubled, and both pages go on by themselves.
    server.kill9()
    widget.get_by_test_id("widget-input").fill("孩子没有住过院，医保有的")
    widget.get_by_test_id("widget-input").press("Enter")
    server.start()
    expect(desk.get_by_test_id("message").filter(has_text="没有住过院")).to_have_count(1, timeout=30_000)
    expect(widget.get_by_test_id("widget-mine").filter(has_text="没有住过院")).to_have_count(1)
    composer.fill("那就选标准款，一年 1860 元。")
    composer.press("Enter")
    expect(widget.get_by_test_id("widget-theirs").filter(has_text="1860")).to_have_count(1, timeout=30_000)

    # The customer agrees; the agent moves the card along the pipeline to won.
    desk.goto(f"{server.origin}/app/pipeline")
    card = desk.get_by_test_id("column-lead").get_by_test_id("deal").filter(has_text="访客").first
    expect(card).to_be_visible()
    deal = card.get_attribute("data-deal")
    expect(card.get_by_test_id("deal-value")).to_contain_text("3,000")  # the budget that she named
    card.get_by_test_id("deal-menu").click()
    desk.get_by_test_id("edit-amount").click()
    desk.get_by_test_id("deal-amount").fill("1860")
    desk.get_by_test_id("move-submit").click()
    for stage in ["qualified", "proposal", "won"]:
        card = desk.locator(f'[data-deal="{deal}"]')
        card.get_by_test_id("deal-menu").click()
        desk.get_by_test_id(f"move-{stage}").click()
        expect(desk.locator(f'[data-deal="{deal}"]')).to_have_attribute("data-stage", stage)

    # The live board has followed, without a reload; a click on the figure shows the conversation behind it.
    expect(won).to_have_text(f"¥{earned + 1860:,}", timeout=15_000)
    expect(conversations).to_have_text(f"{begun + 1}")
    board.get_by_test_id("kpi-amount_won").click()
    expect(board.get_by_test_id("behind-row").filter(has_text="唐越").first).to_be_visible()

    assert agent.problems == [] and boss.problems == [] and shopper.problems == []
