"""Bad input is a clear error: never a crash, never a half-done thing, never somebody else's business."""

from __future__ import annotations

import json
import time

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from road import token as tokens
from road.page import follow, hello, opened, receive, receive_until, tell
from road.people import fresh

SCRIPT = "<script>alert('喜鹊')</script><img src=x onerror=alert(1)>&amp;\"'"
TEXT_MAX = 2000


def refused(reply, status: int, code: str, field: str | None = "any") -> None:
    """An error in the one shape all of them have."""
    assert reply.status_code == status, f"{reply.status_code} {reply.text[:300]}"
    assert reply.headers["content-type"].startswith("application/json")
    error = reply.json()["error"]
    assert error["code"] == code, error
    assert error["message"] and error["request"] == reply.headers["x-request-id"]
    assert field == "any" or error["field"] == field, error


def closed(socket) -> int:
    """Reads to the end; the code it was closed with."""
    with pytest.raises(ConnectionClosed) as end:
        while True:
            receive(socket)
    assert end.value.rcvd, "the connection broke off without a word"
    return end.value.rcvd.code


# Bodies

@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"", b"[]", b"null", b'"x"', b"{\"id\":1}", b"[" * 50_000])
def test_a_body_that_is_not_what_it_should_be_is_bad_input(house, body):
    visitor = house.visitor()
    reply = visitor.post("/api/v1/visitor/messages", content=body, headers={"Content-Type": "application/json"})
    refused(reply, 400, "bad_input")


@pytest.mark.parametrize("field, value", [
    ("id", 7), ("id", None), ("id", ""), ("text", 7), ("text", ["x"]), ("text", None), ("text", ""), ("text", " \n "),
    ("conversation", "not an id"), ("conversation", 5), ("id", "x" * 101), ("text", "长" * (TEXT_MAX + 1)),
    ("text", "a\0b"), ("id", "a\0b")])
def test_a_field_of_the_wrong_type_or_length_is_named(house, field, value):
    body = {"id": fresh(), "text": "你好"} | {field: value}
    reply = house.visitor().post("/api/v1/visitor/messages", json=body)
    refused(reply, 400, "bad_input", field)


def test_a_text_of_exactly_the_limit_is_taken(house):
    text = "长" * TEXT_MAX
    assert house.visitor().say(text)["text"] == text


def test_one_character_of_a_million_bytes_is_too_long_and_spins_nobody(house):
    visitor = house.visitor()
    visitor.say("你好")
    for bytes in (1 << 20) - 2000, 100_000:
        text = "a" + "\u0301" * ((bytes - 1000) // 2)
        body = json.dumps({"id": fresh(), "text": text + " 13912345678" * 60}, ensure_ascii=False).encode()
        reply = visitor.post(
            "/api/v1/visitor/messages", content=body, headers={"Content-Type": "application/json"})
        refused(reply, 400, "bad_input", "text")


def test_a_body_over_the_limit_is_413_whether_its_length_is_said_or_not(house):
    big = json.dumps({"id": fresh(), "text": "x" * (2 << 20)}).encode()
    visitor = house.visitor()
    header = {"Content-Type": "application/json"}
    refused(visitor.post("/api/v1/visitor/messages", content=big, headers=header), 413, "too_large")
    pieces = (big[at:at + 65536] for at in range(0, len(big), 65536))
    refused(visitor.post("/api/v1/visitor/messages", content=pieces, headers=header), 413, "too_large")


def test_a_form_of_another_site_is_not_taken_for_json(house):
    agent = house.agent("tangyue")
    reply = agent.post("/api/v1/scripts/check", content=b"{}", headers={"Content-Type": "text/plain"})
    refused(reply, 415, "bad_input", "Content-Type")


@pytest.mark.parametrize("path", [
    "/api/v1/conversations?limit=0", "/api/v1/conversations?limit=x", "/api/v1/conversations?state=odd",
    "/api/v1/conversations?cursor=%00", "/api/v1/conversations/not-an-id", "/api/v1/deals?stage=odd",
    "/api/v1/board?range=century", "/api/v1/feeds/not-an-id",
    "/api/v1/conversations/%ff%fe/messages"])
def test_a_bad_address_is_bad_input(house, path):
    refused(house.agent("luoan").get(path), 400, "bad_input")


@pytest.mark.parametrize("path", [
    "/api/v1/board/odd/conversations", f"/api/v1/conversations/{fresh()}", f"/api/v1/customers/{fresh()}",
    "/api/v1/no-such-thing", "/api/v2/conversations"])
def test_what_does_not_exist_is_not_found(house, path):
    refused(house.agent("luoan").get(path), 404, "not_found")


def test_a_method_that_a_route_does_not_have_says_which_it_has(house):
    reply = house.stranger().delete("/api/v1/about")
    refused(reply, 405, "bad_input")
    assert reply.headers["allow"] == "GET"


# Text stays text

def test_script_in_a_message_stays_text_for_both_sides(house):
    visitor = house.visitor()
    conversation = visitor.say(SCRIPT)["conversation"]
    agent = house.agent("tangyue")
    agent.take(conversation)
    agent.answer(conversation, SCRIPT)
    reply = agent.get(f"/api/v1/conversations/{conversation}/messages")
    assert reply.headers["content-type"].startswith("application/json")
    assert reply.headers["x-content-type-options"] == "nosniff"
    said = [one["text"] for one in reply.json()["items"] if one["author"]["kind"] in ("customer", "agent")]
    assert said == [SCRIPT, SCRIPT]
    assert [one["text"] for one in visitor.messages() if one["author"]["kind"] == "agent"] == [SCRIPT]
    assert agent.get(f"/api/v1/conversations/{conversation}").json()["lastText"] == SCRIPT
    with hello(house, token=visitor.token) as socket:
        follow(socket, f"conversation/{conversation}", 0)
        assert receive_until(socket, "message")["message"]["text"] == SCRIPT


def test_script_in_what_colleagues_write_down_stays_text(house):
    boss = house.agent("xuqing")
    short = SCRIPT[:60]
    channel = boss.post("/api/v1/channels", json={"kind": "web", "name": SCRIPT, "greeting": SCRIPT}).json()
    assert (channel["name"], channel["greeting"]) == (SCRIPT, SCRIPT)
    assert house.visitor(channel["key"]).session["greeting"] == SCRIPT
    draft = {"login": "script", "name": short, "nameEn": short, "role": "agent",
             "skills": [{"name": short, "level": 3}], "capacity": 1}
    added = boss.post("/api/v1/agents", json=draft)
    assert added.status_code == 201, added.text
    agent = next(one for one in boss.get("/api/v1/agents").json()["items"] if one["login"] == "script")
    assert (agent["name"], agent["nameEn"], agent["skills"][0]["name"]) == (short, short, short)
    node = {"code": "x-1", "trade": "retail", "category": "opening", "title": SCRIPT, "condition": "true",
            "template": SCRIPT, "legalNote": SCRIPT}
    reply = boss.post("/api/v1/scripts", json=node)
    assert reply.status_code == 201, reply.text
    assert [reply.json()[name] for name in ("title", "template", "legalNote")] == [SCRIPT] * 3


def test_script_in_the_name_of_a_customer_stays_text(house):
    visitor = house.visitor()
    conversation = visitor.say("你好")["conversation"]
    agent = house.agent("tangyue")
    agent.take(conversation)
    change = {"name": SCRIPT[:40], "region": SCRIPT[:20], "tags": [SCRIPT[:20]]}
    reply = agent.patch(f"/api/v1/customers/{visitor.customer}", json=change)
    assert reply.status_code == 200, reply.text
    assert {name: reply.json()[name] for name in change} == change
    assert agent.get(f"/api/v1/conversations/{conversation}").json()["customer"]["name"] == change["name"]


def test_what_looks_like_sql_is_only_looked_for(house):
    agent = house.agent("luoan")
    for wish in ("' OR 1=1 --", "%", "_", "\\", "!"):
        reply = agent.get("/api/v1/conversations", params={"query": wish, "state": "all"})
        assert reply.status_code == 200 and reply.json()["items"] == [], wish


# Who is there

def test_a_wrong_visitor_token_is_nobody(house):
    visitor = house.visitor()
    visitor.say("你好")
    secret = tokens.key(house.data)
    mine = tokens.signed(secret, *tokens.parts(visitor.token))
    assert mine == visitor.token, "this test does not make tokens as the product does"
    for wrong, token in tokens.wrong_ones(visitor.token, secret).items():
        headers = {"Authorization": f"Bearer {token}"[:15_000]} if token else {}
        reply = house.stranger(**headers).post("/api/v1/visitor/messages", json={"id": fresh(), "text": wrong})
        refused(reply, 401, "unauthenticated")
        if token:
            with opened(house) as socket:
                tell(socket, type="hello", v=1, token=token[:15_000])
                assert receive(socket)["code"] == "unauthenticated", wrong
                assert closed(socket) == 1008
        again = house.visitor(token=token)
        assert again.customer != visitor.customer, wrong


def test_a_token_of_one_channel_does_not_open_the_same_customer_on_another(house):
    visitor = house.visitor("demo-web")
    visitor.say("你好")
    elsewhere = house.visitor("demo-app", token=visitor.token)
    assert elsewhere.customer != visitor.customer and elsewhere.conversation is None


def test_a_user_of_the_host_site_needs_the_right_proof(house):
    wrong = {"channel": "demo-web", "user": {"id": "42", "hash": "0" * 64, "name": "别人"}}
    refused(house.stranger().post("/api/v1/visitor/session", json=wrong), 401, "unauthenticated", "user.hash")


def test_an_unknown_channel_is_not_supported(house):
    reply = house.stranger().post("/api/v1/visitor/session", json={"channel": "no-such"})
    refused(reply, 404, "not_found", "channel")
    assert "渠道" in reply.json()["error"]["message"]


@pytest.mark.parametrize("bearer", ["", "x", "whsec_" + "A" * 43 + "=", "Bearer"])
def test_a_wrong_secret_does_not_speak_for_an_app(house, bearer):
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    body = {"from": {"id": "u1"}, "id": fresh(), "text": "你好"}
    refused(house.stranger(**headers).post("/api/v1/app/messages", json=body), 401, "unauthenticated")


def test_an_old_secret_stops_working_when_a_new_one_is_made(house):
    boss = house.agent("xuqing")
    api = next(one for one in boss.get("/api/v1/channels").json()["items"] if one["kind"] == "api")
    old, new = (boss.post(f"/api/v1/channels/{api['id']}/rotate-secret").json()["secret"] for _ in range(2))
    body = {"from": {"id": "u1"}, "id": fresh(), "text": "你好"}
    assert old != new
    refused(house.stranger(Authorization=f"Bearer {old}").post("/api/v1/app/messages", json=body), 401,
            "unauthenticated")
    assert house.stranger(Authorization=f"Bearer {new}").post("/api/v1/app/messages", json=body).status_code == 201


def test_another_site_can_neither_open_a_socket_nor_change_anything(house):
    agent = house.agent("tangyue")
    with pytest.raises(InvalidStatus) as refusal:
        opened(house, Cookie=agent.cookie, Origin="https://evil.example")
    assert refusal.value.response.status_code == 403
    reply = agent.put("/api/v1/me/presence", json={"state": "online"}, headers={"Origin": "https://evil.example"})
    refused(reply, 403, "forbidden", "Origin")
    opened(house, Cookie=agent.cookie, Origin=house.origin).close()


def test_a_change_without_the_csrf_token_is_refused(house):
    agent = house.agent("tangyue")
    right = agent.headers.pop("X-CSRF-Token")
    for given in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "x" * len(right)}):
        reply = agent.put("/api/v1/me/presence", json={"state": "busy"}, headers=given)
        refused(reply, 403, "forbidden", "X-CSRF-Token")
    assert agent.get("/api/v1/session").json()["agent"]["presence"] != "busy"


def test_five_wrong_passwords_lock_a_login_even_for_the_right_one(house):
    stranger = house.stranger()
    for _ in range(5):
        reply = stranger.post("/api/v1/session", json={"login": "weinan", "password": "wrong"})
        refused(reply, 401, "unauthenticated")
    right = {"login": "weinan", "password": house.accounts()["weinan"]["password"]}
    reply = stranger.post("/api/v1/session", json=right)
    refused(reply, 423, "locked")
    assert "set-cookie" not in reply.headers


def test_an_unknown_login_is_answered_like_a_wrong_password(house):
    replies = [house.stranger().post("/api/v1/session", json={"login": login, "password": "wrong"}).json()["error"]
               for login in ("nobody", "songbei")]
    assert [{**one, "request": ""} for one in replies][0] == {**replies[1], "request": ""}


def test_a_session_that_was_ended_is_nobody(house):
    agent = house.agent("tangyue")
    cookie = agent.cookie
    assert agent.delete("/api/v1/session").status_code == 200
    refused(house.stranger(Cookie=cookie).get("/api/v1/session"), 401, "unauthenticated")


def test_the_server_is_well_after_all_that(house):
    assert house.stranger().get("/readyz").status_code == 200
    assert house.visitor().say("还在吗")["seq"] == 1
    time.sleep(0.5)
    assert [line for line in house.log.splitlines() if " error " in line or "Fatal" in line] == []
