"""The document of the interface is valid, and the interface keeps to it."""

from __future__ import annotations

import json

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from road.document import Document
from road.people import fresh

RANGES = ("today", "7d", "30d")


@pytest.fixture(scope="module")
def document(house):
    return Document(house)


def test_the_document_is_valid_openapi_3_1(document):
    assert document.content["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document.content).iter_errors()] == []


def test_every_operation_has_a_summary_and_a_name_of_its_own(document):
    faces = [face for path in document.content["paths"].values() for face in path.values()]
    names = [face["operationId"] for face in faces]
    assert all(face["summary"] for face in faces) and len(set(names)) == len(names)


def test_every_reply_and_body_is_described_to_the_end(document):
    """A schema that allows anything more is one that was not finished."""
    schemas = document.content["components"]["schemas"]
    open_ended = sorted(name for name, schema in schemas.items() if schema.get("additionalProperties") is True)
    blind = sorted(name for name, schema in schemas.items()
                   if schema == {"type": "string"} and name not in ("JSONValue",))
    assert (open_ended, blind) == ([], [])


@pytest.fixture(scope="module")
def road(house, document):
    """One road, from the first word to a won deal; each step is checked against the document."""
    complaints: list[str] = []
    boss, agent, visitor = house.agent("xuqing"), house.agent("tangyue"), house.visitor(locale="zh")

    def step(client, method: str, path: str, where: str | None = None, **more):
        reply = client.request(method, where or path, **more)
        complaints.extend(document.check(document.find(method, path), reply))
        return reply.json() if reply.status_code < 300 else {}

    step(house.stranger(), "POST", "/api/v1/session", json={
        "login": "heling", "password": house.accounts()["heling"]["password"]})
    step(agent, "PUT", "/api/v1/me/presence", json={"state": "online"})
    step(house.stranger(), "POST", "/api/v1/visitor/session", json={"channel": "demo-web", "locale": "en"})
    first = step(visitor, "POST", "/api/v1/visitor/messages", json={
        "id": fresh(), "text": "我今年42岁，想给全家买重疾险，预算一年8000元，我的电话是13912345678"})["message"]
    conversation = visitor.conversation = first["conversation"]
    base = f"/api/v1/conversations/{conversation}"
    step(visitor, "POST", "/api/v1/visitor/receipts", json={"conversation": conversation, "delivered": 1, "read": 1})
    step(visitor, "POST", "/api/v1/visitor/typing", json={"conversation": conversation, "on": True})
    early = boss.panel(conversation, lambda panel: panel.get("understanding"))
    visitor.say("转人工")
    step(boss, "POST", "/api/v1/conversations/{id}/transfer", base + "/transfer", json={"agent": agent.id})
    step(agent, "POST", "/api/v1/conversations/{id}/take", base + "/take")
    step(agent, "POST", "/api/v1/conversations/{id}/messages", base + "/messages", json={
        "id": fresh(), "text": "您好，我来为您推荐"})
    step(agent, "POST", "/api/v1/conversations/{id}/receipts", base + "/receipts", json={"delivered": 2, "read": 2})
    step(agent, "POST", "/api/v1/conversations/{id}/typing", base + "/typing", json={"on": False})
    panel = agent.panel(conversation, lambda panel: panel["suggestions"] and panel.get("deal"))
    for suggestion in panel["suggestions"][:1]:
        step(agent, "POST", "/api/v1/conversations/{id}/suggestions/{script}/used",
             f"{base}/suggestions/{suggestion['script']}/used", json={"seq": first["seq"], "edited": True})
    customer = f"/api/v1/customers/{visitor.customer}"
    step(agent, "PATCH", "/api/v1/customers/{id}", customer, json={"name": "王女士", "tags": ["老客户"]})
    placeholder = first["text"][first["text"].index("⟦"):first["text"].index("⟧") + 1]
    step(agent, "POST", "/api/v1/reveal", json={"placeholder": placeholder, "purpose": "回访"})
    step(boss, "POST", "/api/v1/audit/verify")
    step(agent, "POST", "/api/v1/scripts/check", json={"condition": "no such thing ==", "template": "{{x}}"})
    node = {"code": "road-1", "trade": "retail", "category": "opening", "title": "好", "condition": "true",
            "template": "您好"}
    script = step(boss, "POST", "/api/v1/scripts", json=node)
    place = f"/api/v1/scripts/{script.get('id')}"
    step(boss, "PUT", "/api/v1/scripts/{id}", place, json=node | {"template": "您好呀", "version": script.get("version")})
    step(boss, "DELETE", "/api/v1/scripts/{id}", place)
    draft = {"login": "newcomer", "name": "新人", "nameEn": "New", "role": "agent", "skills": [], "capacity": 3}
    added = step(boss, "POST", "/api/v1/agents", json=draft)
    who = f"/api/v1/agents/{added.get('agent', {}).get('id')}"
    step(boss, "PATCH", "/api/v1/agents/{id}", who, json={"capacity": 4})
    step(boss, "POST", "/api/v1/agents/{id}/reset-password", who + "/reset-password")
    channel = step(boss, "POST", "/api/v1/channels", json={"kind": "api", "name": "接口"})
    way = f"/api/v1/channels/{channel.get('id')}"
    step(boss, "PATCH", "/api/v1/channels/{id}", way, json={"greeting": "您好"})
    secret = step(boss, "POST", "/api/v1/channels/{id}/rotate-secret", way + "/rotate-secret").get("secret")
    app = house.stranger(Authorization=f"Bearer {secret}")
    said = step(app, "POST", "/api/v1/app/messages", json={"from": {"id": "u-1"}, "id": fresh(), "text": "你好"})
    step(app, "GET", "/api/v1/app/conversations/{id}/messages",
         f"/api/v1/app/conversations/{said.get('message', {}).get('conversation')}/messages")
    step(boss, "PUT", "/api/v1/demo/visitors", json={"on": False, "perMinute": 1})
    step(boss, "POST", "/api/v1/parked/retry", json={"arrow": "none", "stream": "none"})
    deals = agent.get("/api/v1/deals").json()["items"]
    deal = next(one["id"] for one in deals if one["customer"]["id"] == visitor.customer)
    price = {"minor": 300_000, "currency": "CNY"}
    step(agent, "POST", "/api/v1/deals/{id}/amount", f"/api/v1/deals/{deal}/amount", json={"amount": price})
    for stage in ("qualified", "proposal", "won"):
        step(agent, "POST", "/api/v1/deals/{id}/move", f"/api/v1/deals/{deal}/move", json={
            "stage": stage, "amount": price})
    step(agent, "POST", "/api/v1/conversations/{id}/resolve", base + "/resolve")
    return {"complaints": complaints, "early": early, "panel": panel, "visitor": visitor, "agent": agent, "boss": boss,
            "conversation": conversation, "channel": channel, "app": app, "deal": deal}


def test_every_step_of_a_road_answers_as_the_document_says(road):
    assert road["complaints"] == []


def test_every_get_answers_as_the_document_says(house, document, road):
    clients = {"": house.stranger(), "session": road["boss"], "visitor": road["visitor"], "channel": road["app"]}
    ids = {"/api/v1/conversations": road["conversation"], "/api/v1/customers": road["visitor"].customer,
           "/api/v1/channels": road["channel"]["id"], "/api/v1/app": None, "/api/v1/feeds": road["agent"].id}
    queries = {"/api/v1/visitor/messages": {"conversation": road["conversation"]},
               "/api/v1/feeds/{audience}": {"after": 0}, "/api/v1/conversations": {"state": "all"}}
    complaints = []
    for operation in document.operations:
        id = next((id for prefix, id in ids.items() if operation.path.startswith(prefix + "/")), "")
        if operation.method != "GET" or id is None:
            continue
        where = operation.at(id, kpi="amount_won")
        reply = clients[operation.kind].get(where, params=queries.get(operation.path))
        complaints += document.check(operation, reply)
        if reply.status_code == 200 and "items" in reply.json() and operation.path not in EMPTY:
            assert reply.json()["items"], f"{operation} has nothing to check"
    assert complaints == []


EMPTY = ("/api/v1/parked", "/api/v1/channels/{id}/deliveries")


def test_every_figure_and_range_answers_as_the_document_says(document, road):
    board, behind = (document.find("GET", path) for path in ("/api/v1/board", "/api/v1/board/{kpi}/conversations"))
    complaints = []
    for range in RANGES:
        reply = road["boss"].get("/api/v1/board", params={"range": range})
        complaints += document.check(board, reply)
        for figure in reply.json()["figures"]:
            path = f"/api/v1/board/{figure['kpi']}/conversations"
            complaints += document.check(behind, road["boss"].get(path, params={"range": range}))
    assert complaints == []


def test_errors_are_as_the_document_says(house, document):
    schema = {"$ref": "#/components/schemas/ErrorBody"}
    for operation in document.operations:
        if operation.kind:
            reply = house.stranger().request(operation.method, operation.at(fresh()))
            assert document.complaints(schema, reply.json()) == [], operation


def test_the_check_itself_finds_what_is_wrong(document):
    schema = {"$ref": "#/components/schemas/Message"}
    assert document.complaints(schema, {"conversation": "x", "seq": "1"})


def test_the_panel_says_what_was_understood_and_why(road):
    meaning = road["early"]["understanding"]
    assert meaning["intent"]["name"] and meaning["because"]
    kinds = {one["kind"]: one for one in meaning["entities"]}
    assert kinds["age"]["value"] == 42 and {"budget", "phone"} <= set(kinds)
    assert "13912345678" not in json.dumps(road["early"])
    assert all(suggestion["why"] for suggestion in road["panel"]["suggestions"])


def test_the_panel_keeps_what_was_named_before_the_last_message(road):
    assert {one["kind"] for one in road["early"]["understanding"]["entities"]} <= {
        one["kind"] for one in road["panel"]["understanding"]["entities"]}
