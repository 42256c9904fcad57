"""Visitor tokens made outside the product, to see that wrong ones are refused.

`v1.<customer, channel, issued, expires>.<HMAC-SHA256>`; the key is HKDF-SHA256 of the installation's master key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import pathlib
import struct
import time
import uuid


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def key(data: pathlib.Path) -> bytes:
    """The key of visitor tokens (RFC 5869, one block)."""
    secret = hmac.digest(b"magpie/1", (data / "master.key").read_bytes(), "sha256")
    return hmac.digest(secret, b"visitor-token\x01", "sha256")


def parts(token: str) -> tuple[uuid.UUID, uuid.UUID, int, int]:
    """Customer, channel, issued and expires."""
    payload = _bytes(token.split(".")[1])
    return (uuid.UUID(bytes=payload[:16]), uuid.UUID(bytes=payload[16:32]), *struct.unpack(">qq", payload[32:]))


def signed(secret: bytes, customer: uuid.UUID, channel: uuid.UUID, issued: int, expires: int) -> str:
    """A token as the product makes it."""
    text = "v1." + _text(customer.bytes + channel.bytes + struct.pack(">qq", issued, expires))
    return text + "." + _text(hmac.digest(secret, text.encode(), hashlib.sha256))


def wrong_ones(good: str, secret: bytes) -> dict[str, str]:
    """What nobody may come in with, by what is wrong with it."""
    customer, channel, issued, expires = parts(good)
    head, payload, code = good.split(".")
    now = int(time.time())
    changed = _text(bytes([_bytes(payload)[0] ^ 1]) + _bytes(payload)[1:])
    return {
        "nothing": "", "noise": "xyz", "two parts": f"{head}.{payload}", "another version": f"v2.{payload}.{code}",
        "changed customer": f"{head}.{changed}.{code}", "no signature": f"{head}.{payload}.",
        "expired": signed(secret, customer, channel, now - 90 * 86400, now - 60),
        "of another installation": signed(b"\7" * 32, customer, channel, issued, expires),
        "endless": good + "A" * 100_000,
    }
