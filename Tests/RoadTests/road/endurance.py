"""A page after docs/guide/protocol.md, written by somebody else: it reconnects, resends, resumes and falls back.

It is strict about what it is given: each numbered entry must be the one after the last, over all connections.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket as sockets
import struct
import uuid

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

RESEND_SECONDS = 5.0
GONE = (OSError, WebSocketException, httpx.HTTPError, TimeoutError, EOFError)


class Broken(AssertionError):
    """The server broke the promise."""


class Page:
    """One open page: what it follows, what it was given, what it has sent and had acknowledged."""

    def __init__(self, name: str, origin: str, chance: random.Random, *, token: str = "", cookie: str = "",
                 csrf: str = "", poll_share: float = 0.15):
        self.name, self.origin, self.chance, self.poll_share = name, origin, chance, poll_share
        self.token, self.cookie = token, cookie
        self.headers = {"Authorization": f"Bearer {token}"} if token else {"Cookie": cookie, "X-CSRF-Token": csrf}
        self.places: dict[str, int] = {}
        self.given: dict[str, list[dict]] = {}
        self.acknowledged: dict[str, int] = {}
        self.socket: ClientConnection | None = None
        self.connections = self.polls = self.resent = self.behind = 0
        self._tries = 0
        self._acks: dict[str, asyncio.Event] = {}
        self._up = asyncio.Event()

    def follow(self, topic: str, after: int) -> None:
        self.places[topic] = after
        self.given[topic] = []

    # What comes in

    async def live(self) -> None:
        """Until cancelled: over a socket, now and then by long poll."""
        while True:
            try:
                if self.chance.random() < self.poll_share:
                    await self._poll(self.chance.uniform(0.3, 1.5))
                else:
                    await self._serve()
            except GONE:
                await asyncio.sleep(self.chance.uniform(0.01, 0.15))

    async def _serve(self) -> None:
        extra = {"Cookie": self.cookie} if self.cookie else {}
        url = self.origin.replace("http", "ws", 1) + "/socket"
        async with connect(
            url, additional_headers=extra, compression=None, open_timeout=10, close_timeout=0.2, ping_interval=None,
            max_size=4 << 20, proxy=None) as socket:
            greeting = {"type": "hello", "v": 1} | ({"token": self.token} if self.token else {})
            await socket.send(json.dumps(greeting))
            if (welcome := json.loads(await socket.recv()))["type"] != "welcome":
                raise Broken(f"{self.name} is not welcome: {welcome}")
            for topic, after in self.places.items():
                await socket.send(json.dumps({"type": "follow", "topic": topic, "after": after}))
            self.connections += 1
            self.socket = socket
            self._up.set()
            try:
                async for text in socket:
                    await self._take(json.loads(text))
            finally:
                self.socket = None
                self._up.clear()

    async def _take(self, frame: dict) -> None:
        match frame["type"]:
            case "message": self._given(frame["topic"], frame["message"]["seq"], frame["message"])
            case "feed": self._given(frame["topic"], frame["number"], _entry(frame))
            case "ack": self._acknowledge(frame["id"], frame["seq"])
            case "error": raise Broken(f"{self.name}: {frame}")
            case "behind":
                self.behind += 1
                await self._catch_up(frame["topic"], 0)
                follow = {"type": "follow", "topic": frame["topic"], "after": self.places[frame["topic"]]}
                await self.socket.send(json.dumps(follow))

    def _given(self, topic: str, number: int, entry: dict) -> None:
        if number != self.places[topic] + 1:
            raise Broken(f"{self.name} got {topic} {number} after {self.places[topic]}")
        self.places[topic] = number
        self.given[topic].append(entry)

    async def _poll(self, seconds: float) -> None:
        async with asyncio.TaskGroup() as group:
            for topic in self.places:
                group.create_task(self._poll_topic(topic, seconds))

    async def _poll_topic(self, topic: str, seconds: float) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < end:
            try:
                await self._catch_up(topic, 1)
            except GONE:
                await asyncio.sleep(0.05)

    async def _catch_up(self, topic: str, wait: int) -> None:
        kind, name = topic.split("/", 1)
        query: dict[str, object] = {"after": self.places[topic], "wait": wait}
        if kind == "feed":
            path = f"/api/v1/feeds/{name}"
        elif self.token:
            path, query["conversation"] = "/api/v1/visitor/messages", name
        else:
            path = f"/api/v1/conversations/{name}/messages"
        async with httpx.AsyncClient(base_url=self.origin, headers=self.headers, timeout=10) as client:
            reply = await client.get(path, params=query)
        self.polls += 1
        if reply.status_code == 503:
            return
        if reply.status_code != 200:
            raise Broken(f"{self.name}: {path} → {reply.status_code} {reply.text}")
        for item in reply.json()["items"]:
            if kind == "feed":
                self._given(topic, item["number"], _entry(item))
            else:
                self._given(topic, item["seq"], item)

    # What goes out

    async def send(self, conversation: str, text: str) -> int:
        """Sends until it is acknowledged, always with the same id; returns the message's number."""
        id = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        done = self._acks[id] = asyncio.Event()
        self._tries = 0
        while not done.is_set():
            try:
                if self.socket is None and self.chance.random() < 0.5:
                    await self._post(conversation, id, text)
                else:
                    async with asyncio.timeout(0.5):
                        await self._up.wait()
                    await self._write(conversation, id, text, done)
            except GONE:
                await asyncio.sleep(self.chance.uniform(0.01, 0.1))
        self.resent += self._tries - 1
        del self._acks[id]
        return self.acknowledged[id]

    async def _write(self, conversation: str, id: str, text: str, done: asyncio.Event) -> None:
        if (socket := self.socket) is None:
            return
        self._tries += 1
        await socket.send(json.dumps({"type": "send", "id": id, "conversation": conversation, "text": text}))
        waiting = [asyncio.create_task(done.wait()), asyncio.create_task(socket.wait_closed())]
        try:
            await asyncio.wait(waiting, timeout=RESEND_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()

    async def _post(self, conversation: str, id: str, text: str) -> None:
        path = "/api/v1/visitor/messages" if self.token else f"/api/v1/conversations/{conversation}/messages"
        body = {"id": id, "text": text} | ({"conversation": conversation} if self.token else {})
        self._tries += 1
        async with httpx.AsyncClient(base_url=self.origin, headers=self.headers, timeout=10) as client:
            reply = await client.post(path, json=body)
        if reply.status_code == 201:
            self._acknowledge(id, reply.json()["message"]["seq"])
        elif reply.status_code != 503:
            raise Broken(f"{self.name}: {path} → {reply.status_code} {reply.text}")

    def _acknowledge(self, id: str, seq: int) -> None:
        if self.acknowledged.setdefault(id, seq) != seq:
            raise Broken(f"{self.name}: {id} was acknowledged as {self.acknowledged[id]} and then as {seq}")
        if id in self._acks:
            self._acks[id].set()

    # What goes wrong

    def cut(self) -> bool:
        """Aborts the connection in the middle of whatever it does; half of the time with a reset."""
        if self.socket is None or self.socket.transport.is_closing():
            return False
        transport = self.socket.transport
        if self.chance.random() < 0.5:
            transport.get_extra_info("socket").setsockopt(
                sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
        self.socket = None
        self._up.clear()
        return True


def _entry(frame: dict) -> dict:
    return {name: frame[name] for name in ("number", "kind", "conversation", "data")}
