"""Nothing lost, doubled or out of order, through a thousand cut connections and twenty power cuts."""

from __future__ import annotations

import asyncio
import json
import os
import random
import time

import pytest

from conftest import copied
from road.endurance import Page

SEED = int(os.environ.get("MAGPIE_CHAOS_SEED", "20260102"))
CONVERSATIONS = 6
CUTS = int(os.environ.get("MAGPIE_CHAOS_CUTS", "1000"))
POWER_CUTS = int(os.environ.get("MAGPIE_CHAOS_POWER_CUTS", "20"))
SECONDS_MAX = 240
"""Two minutes on two idle cores; only a guard against waiting for ever."""
AGENTS = ("tangyue", "heling", "jiangmu")


class Road:
    """Six conversations between visitors and colleagues, and what befalls them."""

    def __init__(self, server):
        self.server = server
        self.chance = random.Random(SEED)
        self.pages: list[Page] = []
        self.pairs: list[tuple[str, Page, Page]] = []
        self.said: dict[tuple[str, str], list[int]] = {}
        self.over = asyncio.Event()
        self.cuts = self.power_cuts = 0

    def open(self) -> None:
        desks = [self.server.agent(login) for login in AGENTS]
        for number in range(CONVERSATIONS):
            visitor, desk = self.server.visitor(), desks[number % len(desks)]
            conversation = visitor.say("转人工")["conversation"]
            desk.take(conversation)
            site = self._page(f"visitor {number}", token=visitor.token)
            site.follow(f"conversation/{conversation}", 0)
            office = self._page(f"{desk.session['agent']['login']} {number}", cookie=desk.cookie,
                                csrf=desk.session["csrf"])
            office.follow(f"conversation/{conversation}", 0)
            office.follow(f"feed/{desk.id}", 0)
            self.pairs.append((conversation, site, office))

    def _page(self, name: str, **more) -> Page:
        page = Page(name, self.server.origin, random.Random(self.chance.random()), **more)
        self.pages.append(page)
        return page

    async def talk(self, conversation: str, page: Page, side: str) -> None:
        """Numbered texts, each after the acknowledgement of the one before."""
        seqs = self.said[conversation, side] = []
        while not self.over.is_set():
            seqs.append(await page.send(conversation, f"{side} 说第 {len(seqs) + 1} 句"))
            await asyncio.sleep(page.chance.uniform(0.02, 0.3))

    async def cut(self) -> None:
        while self.cuts < CUTS:
            self.cuts += self.chance.choice(self.pages).cut()
            await asyncio.sleep(self.chance.uniform(0.005, 0.09))

    async def power_cut(self) -> None:
        while self.power_cuts < POWER_CUTS:
            await asyncio.sleep(self.chance.uniform(1.0, 4.0))
            await asyncio.to_thread(self.server.kill9)
            self.power_cuts += 1
            await asyncio.to_thread(self.server.start)

    async def befall(self) -> None:
        async with asyncio.timeout(SECONDS_MAX), asyncio.TaskGroup() as group:
            living = [group.create_task(page.live()) for page in self.pages]
            talking = [group.create_task(self.talk(conversation, page, side))
                       for conversation, site, office in self.pairs
                       for page, side in ((site, "customer"), (office, "agent"))]
            await asyncio.gather(self.cut(), self.power_cut())
            self.over.set()
            await asyncio.gather(*talking)
            await self.settle()
            for task in living:
                task.cancel()

    async def settle(self) -> None:
        """Until every page has everything, and what follows from the last messages has happened."""
        calm = 0
        while calm < 3:
            ends = self.ends()
            await asyncio.sleep(0.5)
            is_calm = ends == self.ends() and all(
                page.places[topic] == ends[topic] for page in self.pages for topic in page.places)
            calm = calm + 1 if is_calm else 0

    def ends(self) -> dict[str, int]:
        """The last numbers, as the database's file has them."""
        conversations = self.server.rows("SELECT lower(hex(id)), last_seq FROM conversation")
        ends = {f"conversation/{_uuid(id)}": last for id, last in conversations}
        return ends | {f"feed/{name}": last for name, last in self.server.rows("SELECT audience, last FROM feed_end")}


def _uuid(digits: str) -> str:
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


@pytest.fixture(scope="module")
def road(seed, tmp_path_factory):
    """The whole ordeal, once; the tests below look at what is left."""
    server = copied(seed, tmp_path_factory.mktemp("gapless"))
    try:
        road = Road(server)
        road.open()
        begin = time.monotonic()
        asyncio.run(road.befall())
        road.seconds = time.monotonic() - begin
        server.kill9()
        server.start()
        yield road
    finally:
        server.end()


def test_a_thousand_connections_were_cut_and_the_power_twenty_times(road, capsys):
    sent = sum(len(seqs) for seqs in road.said.values())
    with capsys.disabled():
        print(
            f"\ngapless: seed {SEED}, {road.seconds:.0f} s, {road.cuts} cuts, {road.power_cuts} power cuts, "
            f"{sum(page.connections for page in road.pages)} connections, {sum(page.polls for page in road.pages)} "
            f"polls, {sent} texts acknowledged, {sum(page.resent for page in road.pages)} sent again, "
            f"{sum(len(given) for page in road.pages for given in page.given.values())} entries received, "
            f"{sum(page.behind for page in road.pages)} times behind")
    assert (road.cuts, road.power_cuts) == (CUTS, POWER_CUTS)
    assert sent > CUTS / 2, "too little was said for this to show anything"
    assert sum(page.polls for page in road.pages) > 0 and sum(page.resent for page in road.pages) > 0


def test_both_ends_have_the_same_conversation_without_a_gap(road):
    for conversation, site, office in road.pairs:
        topic = f"conversation/{conversation}"
        numbers = [one["seq"] for one in site.given[topic]]
        assert numbers == list(range(1, road.ends()[topic] + 1))
        assert site.given[topic] == office.given[topic]


def test_every_text_arrived_once_and_in_the_order_it_was_said_in(road):
    for (conversation, side), seqs in road.said.items():
        for page in next(pair[1:] for pair in road.pairs if pair[0] == conversation):
            got = [(one["text"], one["seq"]) for one in page.given[f"conversation/{conversation}"]
                   if one["author"]["kind"] == side and "说第" in one["text"]]
            assert got == [(f"{side} 说第 {number} 句", seq) for number, seq in enumerate(seqs, 1)]


def test_every_acknowledged_message_is_in_the_database_once(road):
    rows = road.server.rows("SELECT client_id, seq FROM message")
    kept = dict(rows)
    for page in road.pages:
        assert {id: kept.get(id) for id in page.acknowledged} == page.acknowledged
    ids = [id for id, _ in rows]
    mine = {id for page in road.pages for id in page.acknowledged}
    assert sum(id in mine for id in ids) == len(mine)


def test_the_database_has_what_the_pages_were_given(road):
    for conversation, site, _ in road.pairs:
        rows = road.server.rows(
            "SELECT seq, client_id, author_kind, text FROM message WHERE lower(hex(conversation)) = ? ORDER BY seq",
            conversation.replace("-", ""))
        given = [(one["seq"], one["clientId"], one["author"]["kind"], one["text"])
                 for one in site.given[f"conversation/{conversation}"]]
        assert rows == given


def test_after_another_power_cut_http_gives_the_same_conversations(road):
    for conversation, site, _ in road.pairs:
        visitor = road.server.visitor(token=site.token)
        assert visitor.conversation == conversation
        assert visitor.messages() == site.given[f"conversation/{conversation}"]


def test_the_feeds_have_no_gap_and_are_the_same_on_every_page(road):
    for page in road.pages:
        for topic, entries in page.given.items():
            if not topic.startswith("feed/"):
                continue
            rows = road.server.rows(
                "SELECT number, kind, data FROM feed WHERE audience = ? ORDER BY number", topic.split("/")[1])
            assert [one["number"] for one in entries] == list(range(1, road.ends()[topic] + 1))
            assert [(n, k, json.loads(d)) for n, k, d in rows] == [
                (one["number"], one["kind"], one["data"]) for one in entries]


def test_the_server_complained_of_nothing(road):
    assert [line for line in road.server.log.splitlines() if " error " in line or "Fatal" in line] == []
