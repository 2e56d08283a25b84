"""Nobody talks to the studio but the person who started it, from its own pages. Made of the list of addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.routing import compile_path

from engine.studio.desk import Desk
from engine.studio.guard import OPEN, PUBLIC, FrontDoor
from engine.studio.routes import ENTRIES, Address, application
from engine.studio.visit import MOST, TOKEN, Takes
from tests.material.asgi import Answered, Visitor
from tests.material.every_case import every_case

PORT = 41_234
HERE = f"http://127.0.0.1:{PORT}"


class Studio(NamedTuple):
    """A studio with a visitor who was let in, and its door."""

    owner: Visitor
    door: FrontDoor


@pytest.fixture(autouse=True)
def no_entry_of_whoever_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the addresses makes an entry in the user's menu of programs."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def opened_studio() -> Studio:
    """A studio of its own."""
    door = FrontDoor(PORT)
    visitor = Visitor(application(Desk(), door), {"host": f"127.0.0.1:{PORT}"})
    opened = visitor.ask("GET", f"{OPEN}?ticket={door.new_ticket()}")
    visitor.headers |= {"cookie": opened.headers["set-cookie"].partition(";")[0], "origin": HERE}
    return Studio(visitor, door)


@pytest.fixture
def studio() -> Studio:
    return opened_studio()


def an_address(entry: Address) -> str:
    """Some address of an entry: each part filled in with something that is there nowhere."""
    path, _, convertors = compile_path(entry.path)[1], None, compile_path(entry.path)[2]
    return path.format(**{name: "1" if "Integer" in type(kind).__name__ else "x" for name, kind in convertors.items()})


def ask(studio: Studio, entry: Address, token: str | None = "", **headers: str | None) -> Answered:
    """What the owner asks, with what an entry takes, and with other headers."""
    form = {TOKEN: token or studio.door.token} if entry.takes in (Takes.FORM, Takes.FILES) else None
    more = {f"x-penholder-{TOKEN}": token or studio.door.token} if entry.takes is Takes.BYTES else {}
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return studio.owner.ask(entry.method, an_address(entry), headers={**more, **told}, form=form)


def named(entry: Address) -> str:
    return f"{entry.method} {entry.path}"


CLOSED = [entry for entry in ENTRIES if not entry.path.startswith(PUBLIC)]
POSTS = [entry for entry in ENTRIES if entry.method != "GET"]
START = next(entry for entry in ENTRIES if (entry.method, entry.path) == ("GET", "/start"))
ASKED = [entry for entry in ENTRIES if entry.path != "/events"]  # which ends when the studio ends


def refuse(entries: Sequence[Address], status: int, asked: Callable[[Studio, Address], Answered]) -> None:
    """One studio refuses it at each of these addresses, and lets its owner in after that as before."""
    studio = opened_studio()
    with every_case() as case:
        for entry in entries:
            with case(named(entry)):
                assert asked(studio, entry).status == status
    assert ask(studio, START).status == 200


def test_the_owner_is_let_in() -> None:
    with every_case() as case:
        for entry in ASKED:
            with case(named(entry)):
                assert ask(opened_studio(), entry).status in (200, 303, 404, 409, 422)


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": None},
        {"cookie": f"penholder-{PORT}=wrong"},
        {"cookie": f"penholder-{PORT + 1}=wrong"},
        {"cookie": "\x01; ="},
        {"cookie": f"penholder-{PORT}=ä"},
    ],
    ids=["no cookie", "wrong cookie", "cookie of a second studio", "no sound cookie", "letters"],
)
def test_who_was_not_let_in_gets_nothing(headers: dict[str, str | None]) -> None:
    refuse(CLOSED, 403, lambda studio, entry: ask(studio, entry, "", **headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"host": f"evil.example:{PORT}"},
        {"host": "127.0.0.1"},
        {"host": f"127.0.0.1:{PORT}.evil.example"},
        {"host": f"127.0.0.1:{PORT + 1}"},
        {"host": None},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=["foreign host", "no port", "longer host", "another port", "no host", "another site", "another port's page"],
)
def test_what_another_page_asks_for_is_refused(headers: dict[str, str | None]) -> None:
    refuse(ENTRIES, 403, lambda studio, entry: ask(studio, entry, "", **headers))


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", f"https://127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT + 1}", f"{HERE}.evil"],
)
def test_what_another_page_sends_is_refused(origin: str | None) -> None:
    refuse(POSTS, 403, lambda studio, entry: ask(studio, entry, origin=origin))


@pytest.mark.parametrize("token", ["wrong", "ä", " "])
def test_what_no_form_of_ours_sent_is_refused(token: str) -> None:
    def sendable(entry: Address) -> str:
        return token if token.isascii() or entry.takes is not Takes.BYTES else "no"

    refuse(POSTS, 403, lambda studio, entry: ask(studio, entry, token=sendable(entry)))


def test_every_address_that_changes_something_takes_something_with_a_token() -> None:
    assert [named(entry) for entry in POSTS if entry.takes is Takes.NOTHING] == []


def test_what_says_that_it_is_too_large_is_refused_before_it_is_read() -> None:
    refuse(POSTS, 413, lambda studio, entry: too_large(studio, entry, str(MOST[entry.takes] + 1), [b""]))


def test_a_form_that_does_not_say_how_large_it_is_is_refused_while_it_is_read() -> None:
    forms = [entry for entry in POSTS if entry.takes is Takes.FORM]
    refuse(forms, 413, lambda studio, entry: too_large(studio, entry, None, [b"a=", *[b"x" * 2**20] * 3]))


def too_large(studio: Studio, entry: Address, length: str | None, pieces: list[bytes]) -> Answered:
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        f"x-penholder-{TOKEN}": studio.door.token,
        "content-length": length,
    }
    return studio.owner.ask("POST", an_address(entry), headers=headers, pieces=pieces)


def test_every_answer_is_sealed() -> None:
    with every_case() as case:
        for entry in ASKED:
            studio = opened_studio()
            for who, answered in {
                "the owner": ask(studio, entry),
                "a stranger": ask(studio, entry, cookie=None),
                "another site": ask(studio, entry, host="evil.example"),
            }.items():
                with case(f"{named(entry)}, asked by {who}"):
                    is_sealed(entry, answered)


def is_sealed(entry: Address, answered: Answered) -> None:
    policy = answered.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert answered.headers["cross-origin-resource-policy"] == "same-origin"
    kept = entry.path.startswith(PUBLIC) and answered.status == 200
    assert answered.headers["cache-control"].startswith("private" if kept else "no-store")


def test_a_ticket_is_good_once(studio: Studio) -> None:
    ticket = studio.door.new_ticket()
    stranger = Visitor(studio.owner.app, {"host": f"localhost:{PORT}"})
    assert stranger.ask("GET", f"{OPEN}?ticket={ticket}").status == 200
    used = stranger.ask("GET", f"{OPEN}?ticket={ticket}")
    assert used.status == 403
    assert "set-cookie" not in used.headers


@pytest.mark.parametrize("ticket", ["", "wrong", "ä"])
def test_no_other_ticket_is_good(studio: Studio, ticket: str) -> None:
    assert Visitor(studio.owner.app, {"host": f"127.0.0.1:{PORT}"}).ask("GET", f"{OPEN}?ticket={ticket}").status == 403


def test_a_file_that_leads_on_comes_from_another_site_and_is_let_in(studio: Studio) -> None:
    """With an answer of its own and no redirection: browsers take what follows that for another site's as well."""
    headers = {"host": f"127.0.0.1:{PORT}", "sec-fetch-site": "cross-site"}
    opened = Visitor(studio.owner.app, headers).ask("GET", f"{OPEN}?ticket={studio.door.new_ticket()}")
    assert opened.status == 200
    assert 'http-equiv="refresh"' in opened.text
    assert {"HttpOnly", "SameSite=Strict"} <= set(opened.headers["set-cookie"].split("; "))


def test_neither_ticket_nor_key_is_in_any_page(studio: Studio) -> None:
    ticket = studio.door.new_ticket()
    key = studio.owner.headers["cookie"].partition("=")[2]
    for entry in ASKED:
        text = ask(studio, entry).body.decode("latin-1")
        assert ticket not in text
        assert key not in text


@pytest.mark.parametrize(
    "address",
    [
        "/static/../guard.py",
        "/static/..%2fguard.py",
        "/static/%2e%2e/guard.py",
        "/static/..%5cguard.py",
        "/static//etc/passwd",
        "/files/draft/../../inputs/council.yaml",
        "/files/draft/%2e%2e/%2e%2e/inputs/council.yaml",
        "/files/..%2f..%2finputs/council.yaml",
        "/files/draft//etc/passwd",
        "/readiness/..",
        "/templates/copy/..%2f..%2finputs%2fcouncil.yaml",
        "/templates/saved/..%2fcouncil.yaml",
        "/signoff/file/..%2finputs/council.yaml",
        "/signoff/file/outbox/..%2f..%2finputs%2fcouncil.yaml",
        "/signoff/file/./register.jsonl",
        "/pages/draft/x/240/1/../../report",
        "/edition/..%2f..%2fetc/passwd",
    ],
)
def test_a_path_is_looked_up_and_never_joined(studio: Studio, address: str) -> None:
    assert studio.owner.ask("GET", address).status == 404


def test_the_door_has_one_list_of_addresses() -> None:
    """What a page links to or sends to is in the list, so that nothing is forgotten in the tests above."""
    from engine.workspace import package

    patterns = [compile_path(entry.path)[0] for entry in ENTRIES]
    for page in (package() / "studio" / "pages").glob("*.html"):
        for address in re.findall(r'(?:action|href|src)="(/[^"{?#]*)', page.read_text(encoding="utf-8")):
            assert address.endswith("/") or any(pattern.match(address) for pattern in patterns), (
                f"{page.name}: {address}"
            )
