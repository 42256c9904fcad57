"""The interface's own description, and what it says of each route."""

from __future__ import annotations

import dataclasses
import re

import httpx
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .server import Server


@dataclasses.dataclass(frozen=True)
class Operation:
    """One route as the document describes it."""

    method: str
    path: str
    kind: str
    """`session`, `visitor`, `channel`, or `` for everybody."""
    takes_body: bool
    reply: dict | None
    status: int

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, id: str, **names: str) -> str:
        """The path with ids in it."""
        return re.sub(r"\{(\w+)\}", lambda name: names.get(name[1], id), self.path)


class Document:
    """`/api/openapi.json`, read."""

    def __init__(self, server: Server):
        reply = server.stranger().get("/api/openapi.json")
        assert reply.status_code == 200 and reply.headers["content-type"] == "application/json"
        self.content = reply.json()

    @property
    def operations(self) -> list[Operation]:
        return [self._operation(method, path, face)
                for path, faces in self.content["paths"].items() for method, face in faces.items()]

    def of(self, kind: str) -> list[Operation]:
        return [one for one in self.operations if one.kind == kind]

    def find(self, method: str, path: str) -> Operation:
        return next(one for one in self.operations if (one.method, one.path) == (method, path))

    def complaints(self, schema: dict, value: object) -> list[str]:
        """What of a value the schema does not allow."""
        root = Resource(contents=self.content, specification=DRAFT202012)
        validator = Draft202012Validator(
            schema, format_checker=FormatChecker(), _resolver=Registry().resolver_with_root(root))
        return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]

    def check(self, operation: Operation, reply: httpx.Response) -> list[str]:
        """What of a reply is not as the document says."""
        if reply.status_code != operation.status:
            return [f"{operation}: {reply.status_code} instead of {operation.status}: {reply.text[:200]}"]
        if operation.reply is None:
            return []
        return [f"{operation}: {complaint}" for complaint in self.complaints(operation.reply, reply.json())]

    def _operation(self, method: str, path: str, face: dict) -> Operation:
        status = next(code for code in face["responses"] if code.isdigit())
        content = face["responses"][status].get("content", {}).get("application/json", {})
        security = face.get("security") or [{}]
        return Operation(
            method.upper(), path, next(iter(security[0]), ""), "requestBody" in face, content.get("schema"),
            int(status))
