"""What a page may write into its socket, and what it may refuse to read."""

from __future__ import annotations

import asyncio
import json
import os
import socket as sockets
import time

import pytest
from websockets.asyncio.client import connect as connect_async
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from road.page import follow, hello, opened, receive, receive_until, tell
from road.people import fresh
from test_bad_input import TEXT_MAX, closed

IDLE_SOCKETS = int(os.environ.get("MAGPIE_IDLE_SOCKETS", "500"))
GROWTH_MAX = 20 << 20
LONG_MESSAGES = 180


def test_a_frame_of_10_mb_closes_with_1009(house):
    async def code() -> int:
        # This client reads while it writes, as a browser does.
        async with connect_async(house.socket_url, compression=None, proxy=None) as socket:
            await socket.send(json.dumps({"type": "hello", "v": 1, "token": house.visitor().token}))
            assert json.loads(await socket.recv())["type"] == "welcome"
            with pytest.raises(ConnectionClosed):
                await socket.send("x" * (10 << 20))
                while True:
                    await socket.recv()
            return socket.close_code

    assert asyncio.run(code()) == 1009


def test_a_frame_over_64_kib_closes_with_1009_also_in_pieces(house):
    with hello(house, token=house.visitor().token) as socket:
        try:
            socket.send("x" * 20_000 for _ in range(5))
        except ConnectionClosed:
            pass
        assert closed(socket) == 1009


def test_a_binary_frame_closes_with_1003(house):
    with hello(house, token=house.visitor().token) as socket:
        socket.send(b"\1\2\3")
        assert closed(socket) == 1003


@pytest.mark.parametrize("text", ["{", "", "[]", "7", '"x"', "你好", "[" * 30_000])
def test_a_frame_that_is_not_a_json_object_closes_with_1007(house, text):
    with hello(house, token=house.visitor().token) as socket:
        socket.send(text)
        assert closed(socket) == 1007


@pytest.mark.parametrize("frame, field", [
    ({"type": "dance"}, "type"), ({}, "type"), ({"type": "send", "text": "x"}, "id"),
    ({"type": "send", "id": "a"}, "text"), ({"type": "send", "id": "a", "text": "长" * (TEXT_MAX + 1)}, "text"),
    ({"type": "send", "id": "a", "text": "a\0b"}, "text"), ({"type": "send", "id": "a", "text": "  "}, "text"),
    ({"type": "send", "id": 7, "text": "x"}, "id"), ({"type": "send", "id": "a", "text": {}}, "text"),
    ({"type": "send", "id": "a", "text": "x", "conversation": "y"}, "conversation"),
    ({"type": "follow", "topic": "moon"}, "topic"), ({"type": "follow"}, "topic"),
    ({"type": "read", "conversation": fresh(), "seq": -1}, "seq"), ({"type": "hello", "v": 2}, "v")])
def test_a_bad_frame_is_answered_with_its_field_and_the_connection_goes_on(house, frame, field):
    with hello(house, token=house.visitor().token) as socket:
        tell(socket, **frame)
        answer = receive(socket)
        assert (answer["type"], answer["code"], answer["field"]) == ("error", "bad_input", field), answer
        assert answer["message"]
        if isinstance(frame.get("id"), str):
            assert answer["id"] == frame["id"]
        tell(socket, type="ping")
        assert receive(socket) == {"type": "pong"}


def test_a_frame_about_a_conversation_of_somebody_else_is_refused_and_changes_nothing(house):
    owner, thief = house.visitor(), house.visitor()
    conversation = owner.say("我的事")["conversation"]
    with hello(house, token=thief.token) as socket:
        for frame in ({"type": "send", "id": fresh(), "text": "我是你"}, {"type": "typing", "on": True},
                      {"type": "read", "seq": 1}, {"type": "delivered", "seq": 1}):
            tell(socket, conversation=conversation, **frame)
            assert receive(socket)["code"] == "not_found", frame
        assert follow(socket, f"conversation/{conversation}", 0)["code"] == "not_found"
    assert not [one for one in owner.messages() if one["text"] == "我是你"]


@pytest.mark.parametrize("first", [
    '{"type":"ping"}', "hello", '{"type":"hello","v":1}', '{"type":"hello","v":1,"token":""}'])
def test_whoever_does_not_say_who_is_there_is_closed_with_1008(house, first):
    with opened(house) as socket:
        socket.send(first)
        assert closed(socket) == 1008


def test_whoever_says_nothing_at_all_is_closed_with_1008_after_ten_seconds(house):
    begin = time.monotonic()
    with opened(house) as socket:
        with pytest.raises(ConnectionClosed) as end:
            socket.recv(timeout=15)
    assert end.value.rcvd.code == 1008 and 8 < time.monotonic() - begin < 14


def deaf(server, token: str):
    """A connection with a small window that reads its welcome and then nothing."""
    raw = sockets.socket()
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    raw.connect(("127.0.0.1", server.port))
    socket = connect(server.socket_url, sock=raw, compression=None, max_queue=1, ping_interval=None, close_timeout=1,
                     max_size=4 << 20, proxy=None)
    tell(socket, type="hello", v=1, token=token)
    assert receive(socket)["type"] == "welcome"
    return socket


def test_readers_that_never_read_cost_little_and_disturb_nobody(server):
    visitor = server.visitor()
    text = "很长的一句。" * (TEXT_MAX // 6)
    for _ in range(50):
        visitor.say(text)
    conversation = visitor.conversation
    time.sleep(3)
    before = server.rss_bytes
    readers = [deaf(server, visitor.token) for _ in range(5)]
    try:
        # Each asks for 300 kB a hundred times; a server that queued it all would need 150 MB.
        for socket in readers:
            for _ in range(100):
                tell(socket, type="follow", topic=f"conversation/{conversation}", after=0)
                tell(socket, type="ping")
        time.sleep(5)
        other = server.visitor()
        begin = time.monotonic()
        other.say("在吗")
        assert time.monotonic() - begin < 2
        growth = server.rss_bytes - before
        print(f"\nfive deaf readers: {growth / (1 << 20):.1f} MiB more")
        assert growth < GROWTH_MAX, f"{growth >> 20} MiB more"
    finally:
        for socket in readers:
            socket.socket.close()


def test_a_slow_reader_is_told_where_it_fell_behind_and_loses_nothing(server):
    visitor = server.visitor()
    visitor.say("转人工")
    conversation = visitor.conversation
    socket = deaf(server, visitor.token)
    try:
        tell(socket, type="follow", topic=f"conversation/{conversation}", after=0)
        assert receive_until(socket, "followed")
        # One character of 25 bytes: the window and the queue are full soon.
        for _ in range(LONG_MESSAGES):
            visitor.say("👨‍👩‍👧‍👦" * 1200)
        seqs = []
        while (frame := receive_until(socket, "message", "behind"))["type"] == "message":
            seqs.append(frame["message"]["seq"])
        assert seqs == list(range(1, len(seqs) + 1))
        assert frame["topic"] == f"conversation/{conversation}" and frame["after"] == len(seqs)
        print(f"\na slow reader fell behind after {len(seqs)} of {LONG_MESSAGES} messages")
        every = [one["seq"] for one in visitor.messages()]
        assert every == list(range(1, every[-1] + 1)) and every[-1] > len(seqs)
        follow(socket, frame["topic"], every[-1])
        last = visitor.say("跟上了")
        assert receive_until(socket, "message")["message"] == last
    finally:
        socket.socket.close()


def test_hundreds_of_idle_sockets_leave_the_server_responsive(server):
    visitor = server.visitor()
    visitor.say("你好")
    before = server.rss_bytes
    asyncio.run(idle(server, visitor, IDLE_SOCKETS))
    deadline = time.monotonic() + 10
    while (after := server.stranger().get("/metrics").text).count("magpie_sockets_open 0") == 0:
        assert time.monotonic() < deadline, [line for line in after.splitlines() if "socket" in line]
        time.sleep(0.2)
    # What they took is given back to the system within half a minute.
    deadline = time.monotonic() + 45
    while server.rss_bytes - before >= GROWTH_MAX:
        assert time.monotonic() < deadline, f"{(server.rss_bytes - before) >> 20} MiB more than before"
        time.sleep(0.5)


async def idle(server, visitor, count: int) -> None:
    async def one():
        socket = await connect_async(server.socket_url, compression=None, ping_interval=None, open_timeout=30,
                                     close_timeout=2, proxy=None)
        await socket.send(json.dumps({"type": "hello", "v": 1, "token": visitor.token}))
        assert json.loads(await socket.recv())["type"] == "welcome"
        return socket

    sockets_ = []
    before = server.rss_bytes
    for start in range(0, count, 50):
        sockets_ += await asyncio.gather(*(one() for _ in range(min(50, count - start))))
    each = (server.rss_bytes - before) / count / 1024
    begin = time.monotonic()
    await asyncio.to_thread(visitor.say, "这么多人")
    elapsed = time.monotonic() - begin
    for socket in sockets_:
        await socket.send('{"type":"ping"}')
    answers = await asyncio.gather(*(socket.recv() for socket in sockets_))
    print(f"\n{count} idle sockets: {each:.1f} KiB each, a message takes {elapsed * 1000:.0f} ms")
    assert all(json.loads(answer)["type"] == "pong" for answer in answers)
    assert elapsed < 2 and each < 200
    await asyncio.gather(*(socket.close() for socket in sockets_))
