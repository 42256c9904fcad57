"""The same binary on PostgreSQL: the same road, through a kill -9."""

from __future__ import annotations

import time

import pytest

from road.people import fresh
from road.postgres import Postgres, tools
from road.server import Server


@pytest.fixture
def big(tmp_path):
    if tools() is None:
        pytest.skip("PostgreSQL is not installed on this machine")
    database = Postgres().start()
    server = Server(tmp_path / "data", "--database", database.url)
    (tmp_path / "data").mkdir()
    server.start()
    yield server
    server.end()
    database.end()


def placed(agent, conversation: str) -> dict:
    """The conversation once an agent has it."""
    deadline = time.monotonic() + 10
    while True:
        reply = agent.get(f"/api/v1/conversations/{conversation}")
        if reply.status_code == 200 and reply.json()["state"] == "open":
            return reply.json()
        assert time.monotonic() < deadline, reply.text
        time.sleep(0.05)


def test_the_road_on_postgresql(big):
    agent = big.agent("tangyue")
    assert agent.put("/api/v1/me/presence", json={"state": "online"}).status_code == 200
    visitor = big.visitor()
    visitor.say("我想给五岁的孩子买一份重疾险，预算三千")
    conversation = visitor.conversation
    item = placed(agent, conversation)
    assert item["agent"]["name"] == "唐越"
    assert item["intent"]["label"] == "buy_insurance"
    panel = agent.panel(conversation, lambda panel: panel["suggestions"] and panel.get("deal"))
    assert {entity["kind"] for entity in panel["understanding"]["entities"]} >= {"age", "budget", "product"}
    assert panel["placement"]["sentence"]["zh"]
    again = fresh()
    agent.answer(conversation, "您好，孩子有社保吗？", again)
    acknowledged = [message["id"] for message in visitor.messages()]

    big.kill9()
    big.start()
    assert [message["id"] for message in visitor.messages()] == acknowledged
    agent.answer(conversation, "您好，孩子有社保吗？", again)
    assert [message["id"] for message in visitor.messages()] == acknowledged
    assert [message["seq"] for message in visitor.messages()] == list(range(1, len(acknowledged) + 1))

    deal = panel["deal"]["id"]
    moved = agent.post(
        f"/api/v1/deals/{deal}/move", json={"stage": "won", "amount": {"minor": 186000, "currency": "CNY"}})
    assert moved.status_code == 200, moved.text
    deadline = time.monotonic() + 10
    while True:
        figures = {one["kpi"]: one.get("value") for one in agent.get("/api/v1/board?range=today").json()["figures"]}
        if figures["amount_won"] and figures["amount_won"] >= 186000:
            break
        assert time.monotonic() < deadline, figures
        time.sleep(0.1)
