"""What a power cut, a restart and an orderly stop leave of a conversation."""

from __future__ import annotations

import json
import threading
import time

import pytest
from websockets.exceptions import ConnectionClosed

from road.page import follow, hello, receive, receive_until
from road.people import fresh

STOP_SECONDS_MAX = 3


def test_an_acknowledged_message_survives_a_power_cut(server):
    visitor = server.visitor()
    with hello(server, token=visitor.token) as socket:
        for number in range(1, 21):
            socket.send(json.dumps({"type": "send", "id": fresh(), "text": f"第 {number} 句"}))
            acknowledged = receive_until(socket, "ack")
        server.kill9()
    server.restart()
    kept = [one for one in server.visitor(token=visitor.token).messages() if one["author"]["kind"] == "customer"]
    assert [one["text"] for one in kept] == [f"第 {number} 句" for number in range(1, 21)]
    assert kept[-1]["seq"] == acknowledged["seq"]


def test_an_acknowledged_answer_over_http_survives_a_power_cut(server):
    visitor = server.visitor()
    conversation = visitor.say("你们的保险怎么买")["conversation"]
    agent = server.agent("tangyue")
    agent.take(conversation)
    answer = agent.answer(conversation, "您好，我来为您介绍")
    server.kill9()
    server.restart()
    kept = {one["seq"]: one for one in agent.messages(conversation)}
    assert kept[answer["seq"]] == answer


def test_a_page_goes_on_after_the_number_it_has_seen(server):
    visitor = server.visitor()
    conversation = visitor.say("第一句")["conversation"]
    agent = server.agent("tangyue")
    agent.take(conversation)
    with hello(server, cookie=agent.cookie) as socket:
        follow(socket, f"conversation/{conversation}", 0)
        seen = receive_until(socket, "message")["message"]["seq"]
        server.kill9()
    server.restart()
    for text in ("断线时写的", "又一句"):
        visitor.say(text)
    with hello(server, cookie=agent.cookie) as socket:
        follow(socket, f"conversation/{conversation}", seen)
        missed = agent.messages(conversation)[seen:]
        got = [receive_until(socket, "message")["message"] for _ in missed]
        assert got == missed
        visitor.say("现在在线")
        assert receive_until(socket, "message")["message"]["seq"] == got[-1]["seq"] + 1


def test_a_message_sent_again_after_a_restart_is_stored_once(server):
    visitor = server.visitor()
    id = fresh()
    frame = json.dumps({"type": "send", "id": id, "text": "请只记一次"})
    with hello(server, token=visitor.token) as socket:
        socket.send(frame)
        first = receive_until(socket, "ack")
        server.kill9()
    server.restart()
    with hello(server, token=visitor.token) as socket:
        for _ in range(3):
            socket.send(frame)
            assert receive_until(socket, "ack") == first
    visitor.conversation = first["conversation"]
    assert visitor.say("请只记一次", id=id)["seq"] == first["seq"]
    assert [one["seq"] for one in visitor.messages() if one["clientId"] == id] == [first["seq"]]


def test_a_message_cut_off_before_its_acknowledgement_is_stored_once_when_repeated(server):
    visitor = server.visitor()
    ids = [fresh() for _ in range(10)]
    for id in ids:
        with hello(server, token=visitor.token) as socket:
            socket.send(json.dumps({"type": "send", "id": id, "text": f"未确认 {id}"}))
            socket.socket.close()
    server.kill9()
    server.restart()
    for id in ids:
        visitor.say(f"未确认 {id}", id=id)
    kept = [one["clientId"] for one in visitor.messages() if one["author"]["kind"] == "customer"]
    assert sorted(kept) == sorted(ids)


def test_sigterm_ends_the_server_with_0_within_3_seconds_and_tells_the_sockets_1001(server):
    visitor = server.visitor()
    visitor.say("你好")
    agent = server.agent("tangyue")
    with hello(server, token=visitor.token) as page, hello(server, cookie=agent.cookie) as desk:
        follow(desk, "board", None)
        begin = time.monotonic()
        code = server.stop(timeout=10)
        elapsed = time.monotonic() - begin
        for socket in (page, desk):
            with pytest.raises(ConnectionClosed) as gone:
                while True:
                    receive(socket)
            assert gone.value.rcvd and gone.value.rcvd.code == 1001
    assert code == 0
    assert elapsed < STOP_SECONDS_MAX, f"{elapsed:.1f} s"


def test_sigterm_does_not_wait_for_a_long_poll(server):
    visitor = server.visitor()
    last = visitor.say("你好")["seq"]
    visitor.messages()
    answers = []
    path = f"/api/v1/visitor/messages?conversation={visitor.conversation}&after={last + 1000}&wait=25"
    thread = threading.Thread(target=lambda: answers.append(visitor.get(path)))
    thread.start()
    time.sleep(0.5)
    begin = time.monotonic()
    assert server.stop(timeout=10) == 0
    elapsed = time.monotonic() - begin
    thread.join(5)
    assert elapsed < STOP_SECONDS_MAX, f"{elapsed:.1f} s"
    assert answers, "the poll was cut off without an answer"
    assert answers[0].status_code == 503 or answers[0].json()["items"] == []


def test_a_new_start_on_the_same_port_serves_the_same_sessions(server):
    port = server.port
    agent = server.agent("tangyue")
    server.restart()
    assert server.port == port
    assert agent.get("/api/v1/session").json()["agent"]["login"] == "tangyue"
