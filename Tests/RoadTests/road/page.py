"""A page's socket, one frame at a time, for tests that look at single frames."""

from __future__ import annotations

import json

from websockets.sync.client import ClientConnection, connect

from .server import Server

SECONDS_MAX = 10


def opened(server: Server, **headers: str) -> ClientConnection:
    """A socket that has not said hello yet."""
    return connect(
        server.socket_url, additional_headers=headers, compression=None, open_timeout=SECONDS_MAX, close_timeout=1,
        max_size=4 << 20, proxy=None)


def hello(server: Server, token: str | None = None, cookie: str | None = None) -> ClientConnection:
    """A socket that was welcomed, as a visitor by token or as a colleague by cookie."""
    socket = opened(server, **({"Cookie": cookie} if cookie else {}))
    tell(socket, type="hello", v=1, **({"token": token} if token else {}))
    welcome = receive(socket)
    assert welcome["type"] == "welcome", welcome
    assert welcome["as"] == ("visitor" if token else "agent")
    return socket


def tell(socket: ClientConnection, **frame: object) -> None:
    socket.send(json.dumps(frame, ensure_ascii=False))


def receive(socket: ClientConnection, timeout: float = SECONDS_MAX) -> dict:
    return json.loads(socket.recv(timeout=timeout))


def receive_until(socket: ClientConnection, *types: str, timeout: float = SECONDS_MAX) -> dict:
    """The next frame of one of these types; others are passed over."""
    while True:
        frame = receive(socket, timeout)
        if frame["type"] in types:
            return frame


def follow(socket: ClientConnection, topic: str, after: int | None = None) -> dict:
    """Follows a topic; the answer that says where it stands, or why not."""
    tell(socket, type="follow", topic=topic, after=after)
    return receive_until(socket, "followed", "error")
