"""Nobody waits for somebody who is not there."""

from __future__ import annotations

import time

from road.server import Server


def state_of(agent, conversation: str, wanted: str, seconds: float = 10) -> dict:
    deadline = time.monotonic() + seconds
    while True:
        reply = agent.get(f"/api/v1/conversations/{conversation}")
        if reply.status_code == 200 and reply.json()["state"] == wanted:
            return reply.json()
        assert time.monotonic() < deadline, f"not {wanted}: {reply.text}"
        time.sleep(0.05)


def presence(agent, state: str) -> None:
    assert agent.put("/api/v1/me/presence", json={"state": state}).status_code == 200


def told_the_place(visitor, seconds: float = 10) -> bool:
    """The customer hears the place in the queue a moment after the conversation began to wait."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if any(one["author"]["kind"] == "bot" and "排队" in one["text"] for one in visitor.messages()):
            return True
        time.sleep(0.05)
    return False


def test_an_agent_who_goes_offline_gives_her_customers_back(server: Server):
    first, second, boss = server.agent("tangyue"), server.agent("heling"), server.agent("xuqing")
    presence(first, "online")
    visitor = server.visitor()
    visitor.say("我想给孩子买一份重疾险")
    assert state_of(boss, visitor.conversation, "open")["agent"]["name"] == "唐越"

    presence(first, "offline")
    state_of(boss, visitor.conversation, "waiting")
    presence(second, "online")
    assert state_of(boss, visitor.conversation, "open")["agent"]["name"] == "何苓"
    # The one who left no longer sees what is another's.
    assert first.get(f"/api/v1/conversations/{visitor.conversation}").status_code == 404
    numbers = [message["seq"] for message in visitor.messages()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_queue_drains_when_somebody_comes(server: Server):
    boss = server.agent("xuqing")
    visitors = [server.visitor() for _ in range(3)]
    for visitor in visitors:
        visitor.say("我要转人工")
        state_of(boss, visitor.conversation, "waiting")
        assert told_the_place(visitor)
    agent = server.agent("jiangmu")
    presence(agent, "online")
    for visitor in visitors:
        assert state_of(boss, visitor.conversation, "open")["agent"]["name"] == "江牧"
