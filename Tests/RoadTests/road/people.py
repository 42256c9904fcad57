"""Who uses the product over HTTP: colleagues with a session, visitors with a token."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable

import httpx

SECONDS_MAX = 40


def fresh() -> str:
    """An id as a page makes one for each message."""
    return str(uuid.uuid4())


class Colleague(httpx.Client):
    """Signed in; every request carries the cookie and the CSRF token."""

    @classmethod
    def sign_in(cls, origin: str, login: str, password: str) -> Colleague:
        client = cls(base_url=origin, timeout=SECONDS_MAX)
        reply = client.post("/api/v1/session", json={"login": login, "password": password})
        assert reply.status_code == 200, f"{login} cannot sign in: {reply.text}"
        client.session = reply.json()
        client.id = client.session["agent"]["id"]
        client.headers["X-CSRF-Token"] = client.session["csrf"]
        return client

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.cookies.jar)

    def answer(self, conversation: str, text: str, id: str | None = None) -> dict:
        reply = self.post(f"/api/v1/conversations/{conversation}/messages", json={"id": id or fresh(), "text": text})
        assert reply.status_code == 201, reply.text
        return reply.json()["message"]

    def panel(self, conversation: str, is_ready: Callable[[dict], object]) -> dict:
        """What stands beside the conversation, as soon as what is waited for followed from the words."""
        deadline = time.monotonic() + 15
        while not is_ready(panel := self.get(f"/api/v1/conversations/{conversation}/panel").json()):
            assert time.monotonic() < deadline, json.dumps(panel, ensure_ascii=False)[:1500]
            time.sleep(0.1)
        return panel

    def take(self, conversation: str) -> dict:
        reply = self.post(f"/api/v1/conversations/{conversation}/take")
        assert reply.status_code == 200, reply.text
        return reply.json()

    def messages(self, conversation: str) -> list[dict]:
        return everything(self, f"/api/v1/conversations/{conversation}/messages")


class Visitor(httpx.Client):
    """Somebody on the company's site."""

    @classmethod
    def arrive(cls, origin: str, channel: str, **more: object) -> Visitor:
        client = cls(base_url=origin, timeout=SECONDS_MAX)
        reply = client.post("/api/v1/visitor/session", json={"channel": channel, **more})
        assert reply.status_code == 201, reply.text
        client.session = reply.json()
        client.token = client.session["token"]
        client.customer = client.session["customer"]["id"]
        client.conversation = (client.session.get("conversation") or {}).get("id")
        client.headers["Authorization"] = f"Bearer {client.token}"
        return client

    def say(self, text: str, id: str | None = None) -> dict:
        reply = self.post("/api/v1/visitor/messages", json={"id": id or fresh(), "text": text})
        assert reply.status_code == 201, reply.text
        message = reply.json()["message"]
        self.conversation = message["conversation"]
        return message

    def messages(self) -> list[dict]:
        return everything(self, "/api/v1/visitor/messages", conversation=self.conversation)


def everything(client: httpx.Client, path: str, **query: object) -> list[dict]:
    """All messages of a conversation, page by page."""
    found: list[dict] = []
    while True:
        reply = client.get(path, params={**query, "after": found[-1]["seq"] if found else 0})
        assert reply.status_code == 200, reply.text
        if not reply.json()["items"]:
            return found
        found += reply.json()["items"]
