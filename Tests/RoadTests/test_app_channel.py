"""The road without a page: a company's own app writes over HTTP and is told of answers by signed webhooks."""

from __future__ import annotations

import time

import pytest

from road.people import fresh
from road.receiver import Receiver


class App:
    """A company's server with an API channel of its own."""

    def __init__(self, server):
        self.server = server
        self.receiver = Receiver()
        self.conversations: list[str] = []
        self.boss, self.agent = server.agent("xuqing"), server.agent("tangyue")
        added = self.boss.post("/api/v1/channels", json={
            "kind": "api", "name": "自有 App", "webhookURL": self.receiver.url})
        assert added.status_code == 201, added.text
        self.channel = added.json()["id"]
        assert added.json()["webhookURL"] == self.receiver.url
        self.secret = self.boss.post(f"/api/v1/channels/{self.channel}/rotate-secret").json()["secret"]
        self.client = server.stranger(Authorization=f"Bearer {self.secret}")

    def write(self, text: str, user: str = "user-7", id: str | None = None, **headers: str):
        body = {"from": {"id": user, "name": "李雷"}, "id": id or fresh(), "text": text}
        return self.client.post("/api/v1/app/messages", json=body, headers=headers)

    def begin(self, text: str = "我想转人工", user: str = "user-7") -> str:
        reply = self.write(text, user)
        assert reply.status_code == 201, reply.text
        self.conversations.append(reply.json()["message"]["conversation"])
        return self.conversations[-1]

    def taken(self) -> str:
        """A conversation that an agent has, with nothing on its way any more."""
        conversation = self.begin()
        self.agent.take(conversation)
        self.agent.answer(conversation, "我在")
        answers(self, 1)
        return conversation

    def close(self) -> None:
        for conversation in self.conversations:
            self.boss.post(f"/api/v1/conversations/{conversation}/resolve")
        self.boss.patch(f"/api/v1/channels/{self.channel}", json={"webhookURL": ""})
        self.receiver.close()

    def log(self) -> list[dict]:
        return self.boss.get(f"/api/v1/channels/{self.channel}/deliveries").json()["items"]


@pytest.fixture
def app(house):
    app = App(house)
    yield app
    app.close()


def answers(app, count: int) -> list:
    """The webhooks about colleagues' words; there are others about what the product itself says."""
    deadline = time.monotonic() + 15
    while True:
        found = [one for one in app.receiver.deliveries if one.event["data"]["author"]["kind"] == "agent"]
        if len(found) >= count:
            return found
        assert time.monotonic() < deadline, f"{len(found)} of {count} answers came"
        time.sleep(0.02)


def test_a_message_of_the_app_reaches_the_agent_and_the_answer_comes_back_once(app):
    conversation = app.begin()
    item = app.agent.take(conversation)
    assert item["channel"]["name"] == "自有 App" and item["customer"]["name"] == "李雷"
    said = app.agent.answer(conversation, "您好李雷，<b>有什么</b>可以帮您？")
    came = answers(app, 1)
    event = came[0].event
    assert event["type"] == "message.created" and event["timestamp"]
    assert event["data"]["conversation"] == conversation and event["data"]["seq"] == said["seq"]
    assert event["data"]["text"] == said["text"] and event["data"]["author"]["id"] == app.agent.id
    time.sleep(1)
    assert len(answers(app, 1)) == 1
    items = app.client.get(f"/api/v1/app/conversations/{conversation}/messages").json()["items"]
    assert items[said["seq"] - 1] == said


def test_webhooks_carry_a_valid_standard_webhooks_signature(app):
    conversation = app.begin()
    app.agent.take(conversation)
    app.agent.answer(conversation, "已签名")
    delivery = answers(app, 1)[0]
    assert delivery.path == "/magpie" and delivery.headers["content-type"] == "application/json"
    assert delivery.is_signed_with(app.secret)
    assert not delivery.is_signed_with("whsec_" + "A" * 43 + "=")


def test_what_the_customer_wrote_is_not_sent_back_to_where_it_came_from(app):
    conversation = app.begin("你好呀")
    app.agent.take(conversation)
    app.agent.answer(conversation, "您好")
    answers(app, 1)
    assert "customer" not in {one.event["data"]["author"]["kind"] for one in app.receiver.deliveries}


def test_webhooks_of_a_channel_arrive_in_the_order_of_the_conversation(app):
    conversation = app.begin()
    app.agent.take(conversation)
    for number in range(10):
        app.agent.answer(conversation, f"第 {number} 句")
    answers(app, 10)
    seqs = [one.event["data"]["seq"] for one in app.receiver.deliveries
            if one.event["data"]["conversation"] == conversation]
    assert seqs == sorted(set(seqs))


def test_a_webhook_that_failed_is_sent_again_with_the_same_id_and_a_fresh_signature(app):
    conversation = app.taken()
    app.receiver.answers = [500, 503]
    app.agent.answer(conversation, "再试一次")
    first, second, third = answers(app, 4)[1:]
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == third.headers["webhook-id"]
    assert first.body == second.body == third.body
    assert all(one.is_signed_with(app.secret) for one in (first, second, third))
    assert second.at - first.at > 0.8 and third.at - second.at > 4
    time.sleep(0.5)
    newest = app.log()[0]
    assert (newest["state"], newest["attempts"], newest["outcome"]) == ("delivered", 3, "HTTP 204")
    assert len(answers(app, 4)) == 4


def test_the_log_shows_what_was_sent_newest_first(app):
    conversation = app.begin()
    app.agent.take(conversation)
    for text in ("一", "二"):
        app.agent.answer(conversation, text)
    answers(app, 2)
    time.sleep(0.5)
    log = app.log()
    assert {one["state"] for one in log} == {"delivered"} and {one["event"] for one in log} == {"message.created"}
    assert [one["createdAt"] for one in log] == sorted((one["createdAt"] for one in log), reverse=True)
    assert {one.headers["webhook-id"] for one in app.receiver.deliveries} == {one["id"] for one in log}


def test_a_webhook_survives_a_power_cut_between_the_answer_and_its_delivery(server):
    app = App(server)
    try:
        conversation = app.taken()
        app.receiver.answers = [500] * 50
        app.agent.answer(conversation, "断电前说的")
        answers(app, 2)
        server.kill9()
        app.receiver.answers = []
        server.start()
        time.sleep(3)
        tried = [one for one in answers(app, 3) if one.event["data"]["text"] == "断电前说的"]
        assert len({one.headers["webhook-id"] for one in tried}) == 1 and len(tried) >= 2
        assert app.log()[0]["state"] == "delivered"
    finally:
        app.receiver.close()


def test_the_same_message_posted_twice_is_one_message(app):
    id = fresh()
    first, second = app.write("只有一次", id=id), app.write("只有一次", id=id)
    assert first.json() == second.json() and (first.status_code, second.status_code) == (201, 201)
    conversation = first.json()["message"]["conversation"]
    items = app.client.get(f"/api/v1/app/conversations/{conversation}/messages").json()["items"]
    assert [one["clientId"] for one in items].count(id) == 1


def test_an_idempotency_key_gives_the_same_reply_again_and_refuses_another_body(app):
    key = {"Idempotency-Key": fresh()}
    body = {"from": {"id": "user-8"}, "id": fresh(), "text": "你好"}
    path = "/api/v1/app/messages"
    first = app.client.post(path, json=body, headers=key)
    again = app.client.post(path, json=body, headers=key)
    assert (again.status_code, again.content) == (first.status_code, first.content) and first.status_code == 201
    other = app.client.post(path, json=body | {"text": "别的"}, headers=key)
    assert other.status_code == 409 and other.json()["error"]["field"] == "Idempotency-Key"


def test_an_idempotency_key_makes_one_channel_of_two_requests(app):
    key = {"Idempotency-Key": fresh()}
    new = {"kind": "app", "name": f"只建一个 {key['Idempotency-Key'][:8]}"}
    first, again = (app.boss.post("/api/v1/channels", json=new, headers=key) for _ in range(2))
    assert first.json() == again.json()
    names = [one["name"] for one in app.boss.get("/api/v1/channels").json()["items"]]
    assert names.count(new["name"]) == 1


def test_the_same_user_comes_back_to_the_same_customer_and_another_does_not(app):
    one, two, other = app.begin("甲", "user-a"), app.begin("乙", "user-a"), app.begin("丙", "user-b")
    assert one == two != other


def test_nothing_is_sent_any_more_after_the_address_was_taken_away(app):
    conversation = app.taken()
    app.boss.patch(f"/api/v1/channels/{app.channel}", json={"webhookURL": ""})
    app.agent.answer(conversation, "没地址")
    time.sleep(1.5)
    assert len(answers(app, 1)) == 1


@pytest.mark.parametrize("url", [
    "ftp://example.org/x", "javascript:alert(1)", "nonsense", "http://user:pw@example.org/"])
def test_an_address_that_is_none_is_refused(app, url):
    reply = app.boss.patch(f"/api/v1/channels/{app.channel}", json={"webhookURL": url})
    assert reply.status_code == 400 and reply.json()["error"]["field"] == "webhookURL"
