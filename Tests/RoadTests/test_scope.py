"""Nobody reads or changes what is not theirs: strangers, customers, agents, teams, roles, over every route."""

from __future__ import annotations

import pytest

from road.document import Document
from road.page import follow, hello
from road.people import fresh

ADMINISTRATORS = {
    "POST /api/v1/agents", "PATCH /api/v1/agents/{id}", "POST /api/v1/agents/{id}/reset-password", "GET /api/v1/audit",
    "POST /api/v1/audit/verify", "POST /api/v1/channels", "PATCH /api/v1/channels/{id}",
    "POST /api/v1/channels/{id}/rotate-secret", "POST /api/v1/parked/retry"}
SUPERVISORS = {
    "GET /api/v1/channels", "GET /api/v1/channels/{id}/deliveries", "GET /api/v1/parked", "POST /api/v1/scripts",
    "PUT /api/v1/scripts/{id}", "DELETE /api/v1/scripts/{id}"}
OPEN = {"GET /api/v1/about", "POST /api/v1/session", "POST /api/v1/visitor/session"}


@pytest.fixture(scope="module")
def document(house):
    return Document(house)


class Cast:
    """Two visitors, one with each of two agents of different teams, and those above them."""

    def __init__(self, house):
        self.mine, self.other = house.agent("tangyue"), house.agent("jiangmu")
        self.lead, self.boss = house.agent("luoan"), house.agent("xuqing")
        self.visitor, self.stranger = house.visitor(), house.visitor()
        self.own = self.visitor.say("我的电话是13912345678，想买重疾险")["conversation"]
        self.foreign = self.stranger.say("我的电话是13987654321，想买重疾险")["conversation"]
        self.mine.take(self.own)
        self.other.take(self.foreign)


@pytest.fixture(scope="module")
def cast(house):
    return Cast(house)


def probe(client, operation, id: str | None = None, **more):
    """One request with nothing sensible in it; rights come before content."""
    body = {"json": {}} if operation.takes_body else {}
    return client.request(operation.method, operation.at(id or fresh(), **more), **body)


# Without credentials, or with those of somebody else

def test_the_open_routes_are_the_three_that_must_be(document):
    assert {str(one) for one in document.operations if not one.kind} == OPEN


def test_no_route_answers_somebody_without_credentials(house, document):
    answered = {str(one): reply.status_code for one in document.operations if one.kind
                for reply in [probe(house.stranger(), one)] if reply.status_code != 401}
    assert answered == {}


def test_no_route_answers_with_the_credentials_of_another_kind(house, document, cast):
    clients = {"session": cast.boss, "visitor": cast.visitor,
               "channel": house.stranger(Authorization=f"Bearer {_secret(cast)}")}
    answered = {(str(one), kind): reply.status_code for one in document.operations if one.kind
                for kind, client in clients.items() if kind != one.kind
                for reply in [probe(client, one)] if reply.status_code != 401}
    assert answered == {}


def _secret(cast) -> str:
    api = next(one for one in cast.boss.get("/api/v1/channels").json()["items"] if one["kind"] == "api")
    return cast.boss.post(f"/api/v1/channels/{api['id']}/rotate-secret").json()["secret"]


# Roles

def refused_for_role(client, document) -> set[str]:
    def is_refused(operation) -> bool:
        reply = probe(client, operation)
        return reply.status_code == 403 and "Only a" in reply.json()["error"]["message"]

    client.headers["Accept-Language"] = "en"
    return {str(one) for one in document.of("session") if str(one) != "DELETE /api/v1/session" and is_refused(one)}


def test_an_agent_is_refused_exactly_what_supervisors_and_administrators_do(house, document):
    assert refused_for_role(house.agent("heling"), document) == ADMINISTRATORS | SUPERVISORS


def test_a_supervisor_is_refused_exactly_what_administrators_do(house, document):
    assert refused_for_role(house.agent("luoan"), document) == ADMINISTRATORS


def test_an_administrator_is_refused_nothing(house, document):
    assert refused_for_role(house.agent("xuqing"), document) == set()


def test_an_agent_cannot_give_himself_another_role(cast):
    reply = cast.mine.patch(f"/api/v1/agents/{cast.mine.id}", json={"role": "administrator"})
    assert reply.status_code == 403
    assert cast.mine.get("/api/v1/session").json()["agent"]["role"] == "agent"


# Conversations

BODIES = {
    "messages": {"id": "a", "text": "不该出现"}, "receipts": {"delivered": 1, "read": 1}, "typing": {"on": True},
    "used": {"seq": 1, "edited": False}}


def test_the_conversation_of_another_agent_does_not_exist_for_an_agent_on_any_route(document, cast):
    answered = {}
    for operation in document.of("session"):
        if not operation.path.startswith("/api/v1/conversations/{id}"):
            continue
        body = BODIES.get(operation.path.rsplit("/", 1)[-1], {"agent": cast.mine.id})
        more = {"json": body} if operation.takes_body else {}
        where = operation.at(cast.foreign, script=fresh())
        reply = cast.mine.request(operation.method, where, **more)
        if reply.status_code != 404:
            answered[str(operation)] = reply.status_code
    assert answered == {}
    assert cast.other.get(f"/api/v1/conversations/{cast.foreign}").json()["agent"]["id"] == cast.other.id
    assert "不该出现" not in [one["text"] for one in cast.stranger.messages()]


def test_an_agents_lists_hold_only_the_own_and_what_nobody_has(house, cast):
    items = _all(cast.mine, "/api/v1/conversations", state="all")
    assert cast.own in [one["id"] for one in items]
    assert {one["agent"]["id"] for one in items if one.get("agent")} == {cast.mine.id}
    everything = _all(cast.boss, "/api/v1/conversations", state="all")
    assert {cast.own, cast.foreign} <= {one["id"] for one in everything} and len(everything) > len(items)


def test_a_supervisor_sees_the_own_team_and_not_another(cast):
    assert cast.lead.get(f"/api/v1/conversations/{cast.own}").status_code == 200
    assert cast.lead.get(f"/api/v1/conversations/{cast.foreign}").status_code == 404
    assert cast.lead.get(f"/api/v1/conversations/{cast.foreign}/messages").status_code == 404
    assert cast.lead.get(f"/api/v1/conversations/{cast.foreign}/panel").status_code == 404


def test_a_supervisors_list_holds_the_own_team_only(cast):
    items = _all(cast.lead, "/api/v1/conversations", state="all")
    assert cast.own in [one["id"] for one in items] and cast.foreign not in [one["id"] for one in items]


def _all(client, path: str, **query) -> list[dict]:
    items, cursor = [], None
    while True:
        page = client.get(path, params={**query, "limit": 100, **({"cursor": cursor} if cursor else {})}).json()
        items += page["items"]
        if not (cursor := page.get("next")):
            return items


def test_an_agent_cannot_hand_on_what_another_has(cast):
    reply = cast.mine.post(f"/api/v1/conversations/{cast.foreign}/transfer", json={"agent": cast.mine.id})
    assert reply.status_code == 404


# Visitors

def test_the_conversation_of_another_visitor_does_not_exist_for_a_visitor_on_any_route(document, cast):
    bodies = {"/api/v1/visitor/messages": {"id": fresh(), "text": "不该出现"}, "/api/v1/visitor/typing": {"on": True},
              "/api/v1/visitor/receipts": {"delivered": 1, "read": 1}}
    answered = {}
    for operation in document.of("visitor"):
        if operation.method == "GET":
            reply = cast.visitor.get(operation.path, params={"conversation": cast.foreign})
        else:
            reply = cast.visitor.post(operation.path, json=bodies[operation.path] | {"conversation": cast.foreign})
        if reply.status_code != 404:
            answered[str(operation)] = (reply.status_code, reply.text)
    assert answered == {}
    assert "不该出现" not in [one["text"] for one in cast.stranger.messages()]


def test_an_id_that_another_visitor_used_is_not_answered_with_his_message(cast):
    first = cast.stranger.say("我的秘密", id="shared-id")
    second = cast.visitor.say("别的话", id="shared-id")
    assert second["text"] == "别的话" and second["conversation"] == cast.own and first["id"] != second["id"]


def test_a_visitor_can_follow_neither_feeds_nor_the_board(house, cast):
    with hello(house, token=cast.visitor.token) as socket:
        for topic in (f"feed/{cast.mine.id}", "feed/queue", "board"):
            assert follow(socket, topic, 0).get("code") == "forbidden", topic
        assert follow(socket, f"conversation/{cast.foreign}", 0).get("code") == "not_found"


def test_an_app_reads_only_conversations_of_its_own_channel(house, cast):
    app = house.stranger(Authorization=f"Bearer {_secret(cast)}")
    assert app.get(f"/api/v1/app/conversations/{cast.own}/messages").status_code == 404
    said = app.post("/api/v1/app/messages", json={"from": {"id": "u9"}, "id": fresh(), "text": "你好"}).json()["message"]
    assert app.get(f"/api/v1/app/conversations/{said['conversation']}/messages").status_code == 200


# Feeds

def test_an_agent_follows_the_own_feed_and_the_queue_and_no_other(house, cast):
    assert cast.mine.get(f"/api/v1/feeds/{cast.mine.id}").status_code == 200
    assert cast.mine.get("/api/v1/feeds/queue").status_code == 200
    assert cast.mine.get(f"/api/v1/feeds/{cast.other.id}").status_code == 403
    with hello(house, cookie=cast.mine.cookie) as socket:
        assert follow(socket, f"feed/{cast.mine.id}")["type"] == "followed"
        assert follow(socket, f"feed/{cast.other.id}").get("code") == "forbidden"
        assert follow(socket, f"conversation/{cast.foreign}").get("code") == "not_found"


def test_a_supervisor_follows_the_feeds_of_the_own_team_only(cast):
    assert cast.lead.get(f"/api/v1/feeds/{cast.mine.id}").status_code == 200
    assert cast.lead.get(f"/api/v1/feeds/{cast.other.id}").status_code == 403
    assert cast.boss.get(f"/api/v1/feeds/{cast.other.id}").status_code == 200


# Customers and their data

CUSTOMER_SCOPE = "GET and PATCH /customers/{id} do not look at who serves the customer"


def test_an_agent_does_not_read_the_customer_of_another(cast):
    assert cast.other.get(f"/api/v1/customers/{cast.stranger.customer}").status_code == 200
    assert cast.mine.get(f"/api/v1/customers/{cast.stranger.customer}").status_code in (403, 404)


def test_an_agent_does_not_change_the_customer_of_another(cast):
    reply = cast.mine.patch(f"/api/v1/customers/{cast.stranger.customer}", json={"name": "改名"})
    assert reply.status_code in (403, 404)


def test_personal_data_is_shown_to_whoever_serves_the_customer_and_nobody_else(cast):
    placeholder = _placeholder(cast.visitor)
    assert "13912345678" not in placeholder
    for purpose, client, status in (
            ("回访", cast.mine, 200), ("回访", cast.boss, 200), (" ", cast.mine, 400), ("好奇", cast.other, 403)):
        reply = client.post("/api/v1/reveal", json={"placeholder": placeholder, "purpose": purpose})
        assert reply.status_code == status, reply.text
        assert status != 200 or reply.json() == {"value": "13912345678"}


def _placeholder(visitor) -> str:
    """What stands for the phone number in the first message."""
    text = visitor.messages()[0]["text"]
    return text[text.index("⟦"):text.index("⟧") + 1]


def test_a_supervisor_is_shown_personal_data_of_the_own_team_only(cast):
    own, foreign = (cast.lead.post("/api/v1/reveal", json={"placeholder": _placeholder(one), "purpose": "质检"})
                    for one in (cast.visitor, cast.stranger))
    assert own.status_code == 200
    assert foreign.status_code in (403, 404)


def test_every_showing_of_personal_data_leaves_a_trace_with_its_reason(cast):
    wish = {"placeholder": _placeholder(cast.visitor), "purpose": "核对号码 7"}
    assert cast.mine.post("/api/v1/reveal", json=wish).status_code == 200
    rows = cast.boss.get("/api/v1/audit", params={"action": "vault.revealed"}).json()["items"]
    assert rows[0]["actor"]["id"] == cast.mine.id and wish["purpose"] in rows[0]["detail"].values()
    assert "13912345678" not in str(rows)


def test_a_phone_number_that_a_customer_writes_is_kept_with_the_customer_masked(cast):
    customer = cast.mine.get(f"/api/v1/conversations/{cast.own}/panel").json()["customer"]
    assert customer.get("phone") == "139****5678"
    wish = {"field": "phone", "purpose": "回访"}
    reply = cast.mine.post(f"/api/v1/customers/{cast.visitor.customer}/reveal", json=wish)
    assert reply.json() == {"value": "13912345678"}


# Deals and figures

def test_a_deal_of_another_agent_can_be_neither_seen_nor_moved(cast):
    theirs = {one["id"]: one for one in cast.boss.get("/api/v1/deals", params={"limit": 1000}).json()["items"]
              if one["owner"] and one["owner"]["id"] == cast.other.id}
    mine = cast.mine.get("/api/v1/deals", params={"limit": 1000}).json()["items"]
    assert theirs and not set(theirs) & {one["id"] for one in mine}
    deal = next(iter(theirs))
    for path, body in (("move", {"stage": "lost", "reason": "x"}), ("amount", {"amount": None})):
        assert cast.mine.post(f"/api/v1/deals/{deal}/{path}", json=body).status_code in (403, 404), path
    after = {one["id"]: one for one in cast.boss.get("/api/v1/deals", params={"limit": 1000}).json()["items"]}
    assert after[deal] == theirs[deal]


def test_an_agents_figures_are_the_own(cast):
    def figure(client, kpi):
        board = client.get("/api/v1/board", params={"range": "30d"}).json()
        return next(one for one in board["figures"] if one["kpi"] == kpi)["value"]

    mine, team, all = (figure(client, "conversations") for client in (cast.mine, cast.lead, cast.boss))
    assert 0 < mine < team < all
    behind = _all(cast.mine, "/api/v1/board/conversations/conversations", range="30d")
    assert {one["agent"]["id"] for one in behind if one.get("agent")} <= {cast.mine.id}
