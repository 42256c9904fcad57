"""What the people who run the server do: start, back up, restore, replay, verify, measure, watch."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import threading
import time

import pytest

from road.people import fresh
from road.server import ROOT, Server, binary, run

SECOND_START_SECONDS_MAX = 5


def spoken(server, texts: int = 5) -> tuple:
    """A visitor and an agent who have talked, and what both said."""
    visitor = server.visitor()
    conversation = visitor.say("我想给孩子买教育险，转人工")["conversation"]
    agent = server.agent("tangyue")
    agent.take(conversation)
    for number in range(texts):
        visitor.say(f"问题 {number}")
        agent.answer(conversation, f"回答 {number}")
    return visitor, agent, conversation


def board(client, range: str = "30d") -> dict:
    """The figures without the moment they were read at."""
    reply = client.get("/api/v1/board", params={"range": range})
    assert reply.status_code == 200, reply.text
    return {name: value for name, value in reply.json().items() if name != "at"}


def quiet(server, seconds: float = 15) -> None:
    """Until everything that follows from what was said has been done."""
    calm, before, deadline = 0, None, time.monotonic() + seconds
    while calm < 4:
        now = server.rows("SELECT (SELECT count(*) FROM fact), (SELECT sum(position) FROM arrow_cursor)")
        calm, before = (calm + 1, before) if now == before else (0, now)
        assert time.monotonic() < deadline, "it does not come to rest"
        time.sleep(0.25)


# Starting

def test_a_second_start_on_the_same_data_is_quick_and_keeps_the_accounts(server):
    accounts = server.accounts()
    server.restart()
    assert server.start_seconds[-1] < SECOND_START_SECONDS_MAX
    assert server.accounts() == accounts
    assert server.agent("tangyue").get("/api/v1/session").status_code == 200


def test_a_fresh_installation_without_a_demo_shows_its_one_sign_in_once(tmp_path):
    server = Bare(tmp_path / "data")
    try:
        password = re.search(r"admin\s+(\S+)", server.start().printed)[1]
        client = server.stranger()
        session = client.post("/api/v1/session", json={"login": "admin", "password": password}).json()
        assert session["mustChangePassword"] is True
        assert client.get("/api/v1/conversations").json()["error"]["code"] == "password_change_required"
        change = client.post("/api/v1/session/password", headers={"X-CSRF-Token": session["csrf"]}, json={
            "current": password, "next": "Xique-dengzhi-2026"})
        assert change.status_code == 200 and change.json()["mustChangePassword"] is False
        assert client.get("/api/v1/conversations").status_code == 200
        assert client.get("/api/v1/about").json().get("demoAccounts") is None
        assert server.stop() == 0
        assert "admin" not in server.start().printed
    finally:
        server.end()


class Bare(Server):
    """`magpie serve` without the demo."""

    without_demo = True

    @property
    def printed(self) -> str:
        return (self.data.parent / f"{self.data.name}.out").read_text("utf-8")


def test_a_port_that_is_taken_is_a_clear_error(server, tmp_path):
    other = run("serve", "--port", server.port, "--data", tmp_path / "other")
    assert other.returncode != 0
    assert str(server.port) in other.stderr or "in use" in other.stderr.lower(), other.stderr


@pytest.mark.parametrize("arguments", [
    ("serve", "--log-level", "loud"), ("serve", "--trusted-proxy", "everyone"), ("serve", "--tls-cert", "x.pem"),
    ("serve", "--port", "many"), ("dance",)])
def test_a_wrong_option_is_a_clear_error(arguments, tmp_path):
    done = run(*arguments, *(["--data", tmp_path / "x"] if arguments[0] == "serve" else []))
    assert done.returncode == 64 and done.stderr.startswith("Error"), done.stderr


def test_a_master_key_that_others_may_read_is_refused(seed, tmp_path):
    shutil.copytree(seed, tmp_path / "data")
    (tmp_path / "data" / "master.key").chmod(0o644)
    done = run("serve", "--demo", "--port", 0, "--shop-port", 0, "--data", tmp_path / "data")
    assert done.returncode != 0 and "master.key" in done.stderr


# Backup and restore

def test_a_backup_made_while_people_talk_restores_to_the_same_messages(server, tmp_path):
    visitor, agent, conversation = spoken(server)
    before = agent.messages(conversation)
    over = threading.Event()

    def go_on():
        while not over.is_set():
            visitor.say("还在说")

    talking = threading.Thread(target=go_on)
    talking.start()
    copy = tmp_path / "copy.db"
    try:
        made = run("backup", copy, "--data", server.data)
    finally:
        over.set()
        talking.join()
    assert made.returncode == 0, made.stderr
    assert "master.key" in made.stdout
    shutil.copy(server.data / "demo-accounts.json", tmp_path)
    assert server.stop() == 0

    restored = Server(tmp_path / "restored")
    restored.data.mkdir()
    shutil.copy(server.data / "master.key", restored.data)
    done = run("restore", copy, "--data", restored.data)
    assert done.returncode == 0 and "whole" in done.stdout, done.stdout + done.stderr
    shutil.copy(server.data / "demo-accounts.json", restored.data)
    try:
        restored.start()
        after = restored.agent("tangyue").messages(conversation)
        assert after[:len(before)] == before
        assert [one["seq"] for one in after] == list(range(1, len(after) + 1))
        assert restored.visitor(token=visitor.token).conversation == conversation
    finally:
        restored.end()


def test_neither_backup_nor_restore_overwrites_anything(server, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    assert run("backup", copy, "--data", server.data).returncode != 0 and copy.read_text() == "mine"
    assert run("restore", copy, "--data", server.data).returncode != 0
    assert server.visitor().say("还好吗")["seq"] == 1


def test_a_file_that_is_no_backup_is_refused_and_leaves_nothing(tmp_path):
    (tmp_path / "noise").write_bytes(b"noise" * 1000)
    done = run("restore", tmp_path / "noise", "--data", tmp_path / "data")
    assert done.returncode != 0 and done.stderr
    assert not (tmp_path / "data" / "magpie.sqlite").exists()


# Replay

def test_a_replay_makes_the_same_figures_as_they_were_made_live(server):
    visitor, agent, conversation = spoken(server)
    boss = server.agent("xuqing")
    agent.post(f"/api/v1/conversations/{conversation}/resolve")
    quiet(server)
    live = {range: board(boss, range) for range in ("7d", "30d")}
    assert server.stop() == 0
    done = run("replay", "--data", server.data)
    assert done.returncode == 0 and int(done.stdout.split()[0]) > 100, done.stderr
    server.start()
    quiet(server)
    assert {range: board(boss, range) for range in ("7d", "30d")} == live


def test_a_replay_says_nothing_to_anybody_again(server):
    visitor, agent, conversation = spoken(server)
    quiet(server)
    before = agent.messages(conversation)
    assert server.stop() == 0
    run("replay", "--data", server.data)
    server.start()
    quiet(server)
    assert agent.messages(conversation) == before


# The audit log

def test_the_audit_log_of_a_used_installation_is_whole(server):
    spoken(server)
    done = run("audit", "verify", "--data", server.data, "--json")
    assert done.returncode == 0, done.stderr
    assert server.agent("xuqing").post("/api/v1/audit/verify").json()["ok"] is True


@pytest.mark.parametrize("change", [
    "UPDATE audit SET action = 'nothing.happened' WHERE number = 10",
    "UPDATE audit SET at = at + 1 WHERE number = 10",
    "UPDATE audit SET detail = '{}', actor = NULL WHERE number = 10",
    "DELETE FROM audit WHERE number = 10"])
def test_one_changed_row_of_the_audit_log_is_found_and_named(server, change):
    for _ in range(4):
        server.agent("tangyue")
    assert server.stop() == 0
    with sqlite3.connect(server.data / "magpie.sqlite") as connection:
        before = connection.execute("SELECT * FROM audit").fetchall()
        connection.execute(change)
        assert connection.execute("SELECT * FROM audit").fetchall() != before
    connection.close()
    done = run("audit", "verify", "--data", server.data)
    assert done.returncode == 1 and re.search(r"\b1[01]\b", done.stdout), done.stdout + done.stderr
    server.start()
    verdict = server.agent("xuqing").post("/api/v1/audit/verify").json()
    assert verdict["ok"] is False and verdict["firstBad"] in (10, 11)


def test_a_log_that_lost_its_end_is_found(server):
    for _ in range(3):
        server.agent("tangyue")
    assert server.stop() == 0
    with sqlite3.connect(server.data / "magpie.sqlite") as connection:
        connection.execute("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")
    connection.close()
    assert run("audit", "verify", "--data", server.data).returncode == 1


# Measuring

def test_evaluate_prints_its_metrics_by_name():
    intents = ROOT / "Demo" / "intents"
    done = run("evaluate", "intent", "--train", intents / "train.tsv", "--test", intents / "test.tsv", "--quick",
               "--json", timeout=120)
    assert done.returncode == 0, done.stderr
    metrics = json.loads(done.stdout)
    assert {"accuracy", "macroF1", "expectedCalibrationError", "rows", "labels", "trainRows", "trainSeconds",
            "microsecondsPerText", "confusions"} <= set(metrics)
    rows = [line for line in (intents / "test.tsv").read_text().splitlines() if line]
    assert metrics["rows"] == len(rows) and 0.5 < metrics["accuracy"] <= 1 and metrics["labels"] > 5


@pytest.mark.parametrize("test", ["missing.tsv", "noise"])
def test_evaluate_says_which_file_it_cannot_use(test, tmp_path):
    (tmp_path / "noise").write_bytes(b"\xff\xfe\0\1")
    train = ROOT / "Demo" / "intents" / "train.tsv"
    done = run("evaluate", "intent", "--train", train, "--test", tmp_path / test)
    assert done.returncode not in (0, -11, -4, -5, -6) and done.stderr


def test_doctor_looks_at_the_installation(server):
    done = run("doctor", "--data", server.data)
    assert "database" in done.stdout and "audit log" in done.stdout and "intent model" in done.stdout
    assert server.visitor().say("还好吗")["seq"] == 1


def test_reset_password_gives_one_that_must_be_changed(server):
    done = run("reset-password", "tangyue", "--data", server.data)
    assert done.returncode == 0, done.stderr
    login = {"login": "tangyue", "password": done.stdout.strip()}
    reply = server.stranger().post("/api/v1/session", json=login)
    assert reply.status_code == 200 and reply.json()["mustChangePassword"] is True
    assert run("reset-password", "nobody", "--data", server.data).returncode != 0


# Watching

def test_the_server_says_that_it_is_alive_and_ready(house):
    stranger = house.stranger()
    assert stranger.get("/healthz").text == "ok\n"
    ready = stranger.get("/readyz")
    assert ready.status_code == 200 and ready.json()["ready"] is True and ready.json()["parts"]["database"] == "ok"


def test_the_metrics_count_what_happened_in_the_prometheus_format(house):
    def counted() -> float:
        text = house.stranger().get("/metrics").text
        pattern = r'^magpie_\w*requests\w*_total\{[^}]*route="/api/v1/visitor/messages"[^}]*\} (\S+)$'
        return sum(float(value) for value in re.findall(pattern, text, re.M))

    before = counted()
    visitor = house.visitor()
    for _ in range(3):
        visitor.say("数一数")
    assert counted() == before + 3
    reply = house.stranger().get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    for line in reply.text.splitlines():
        assert re.fullmatch(r"# (TYPE|HELP) \S+ .+|[a-z_:]+(\{[^}]*\})? [-+0-9.eE]+(Inf|NaN)?", line), line


def test_a_request_id_of_the_callers_own_is_answered_and_a_strange_one_is_not(house):
    mine = fresh()
    assert house.stranger().get("/api/v1/about", headers={"X-Request-Id": mine}).headers["x-request-id"] == mine
    strange = house.stranger().get("/api/v1/about", headers={"X-Request-Id": "a b\tc"}).headers["x-request-id"]
    assert " " not in strange


def test_pages_are_served_with_a_policy_that_lets_no_foreign_script_run(house):
    reply = house.stranger().get("/sign-in")
    assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/html")
    policy = reply.headers["content-security-policy"]
    script = re.search(r"script-src ([^;]+)", policy) or re.search(r"default-src ([^;]+)", policy)
    assert "unsafe-inline" not in script[1] and "*" not in script[1]


def test_the_version_is_printed():
    done = subprocess.run([binary(), "--version"], capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 0 and re.fullmatch(r"\d+\.\d+\.\d+", done.stdout.strip())
