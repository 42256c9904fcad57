"""A company's own system: takes webhooks and checks them after the Standard Webhooks convention."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import hmac
import http.server
import json
import threading
import time


@dataclasses.dataclass(frozen=True)
class Delivery:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def event(self) -> dict:
        return json.loads(self.body)

    def is_signed_with(self, secret: str) -> bool:
        """`v1,` and base 64 of HMAC-SHA256 over `id.timestamp.body`, not older than five minutes."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        id, seconds = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        signed = f"{id}.{seconds}.".encode() + self.body
        right = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
        return right in self.headers["webhook-signature"].split() and abs(self.at - int(seconds)) < 300


class Receiver:
    """Listens on loopback; answers what it is told to, 204 when nothing is said."""

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self.answers: list[int] = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"] or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                receiver.deliveries.append(Delivery(self.path, headers, body, time.time()))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/magpie"

    def wait(self, count: int, seconds: float = 15) -> list[Delivery]:
        """As soon as there are that many."""
        deadline = time.monotonic() + seconds
        while len(self.deliveries) < count:
            assert time.monotonic() < deadline, f"{len(self.deliveries)} of {count} webhooks came"
            time.sleep(0.02)
        return self.deliveries

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
