"""A socket is worth no more than the session that opened it."""

from __future__ import annotations

import json

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from road.server import Server


def opened(server: Server, agent):
    socket = connect(
        server.socket_url, additional_headers={"Cookie": agent.cookie, "Origin": server.origin}, open_timeout=10)
    socket.send(json.dumps({"type": "hello", "v": 1}))
    assert json.loads(socket.recv(10))["type"] == "welcome"
    socket.send(json.dumps({"type": "follow", "topic": f"feed/{agent.id}"}))
    assert json.loads(socket.recv(10))["type"] == "followed"
    return socket


def closing_code(socket, seconds: float) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            socket.recv(seconds)
    return closed.value.rcvd.code


def test_signing_out_closes_the_socket_at_once(server: Server):
    agent = server.agent("tangyue")
    socket = opened(server, agent)
    assert agent.delete("/api/v1/session").status_code == 200
    assert closing_code(socket, 3) == 1008


def test_a_colleague_who_is_shut_out_loses_the_socket_within_seconds(server: Server):
    agent, boss = server.agent("tangyue"), server.agent("xuqing")
    socket = opened(server, agent)
    reply = boss.patch(f"/api/v1/agents/{agent.id}", json={"active": False})
    assert reply.status_code == 200, reply.text
    assert agent.get("/api/v1/conversations").status_code == 401
    assert closing_code(socket, 25) == 1008
