"""What happened is told by day, from the files that keep it, wherever it was done: in the studio or at a terminal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from engine.clock import in_utc, now
from engine.commands.history import HistoryEvent, HistoryKind, history
from engine.commands.send import record_sent
from engine.doors import Door, open_door
from engine.model.edition import Edition
from engine.model.signing import Event
from engine.publishing.build_log import log_build, logged_builds
from engine.signatures.register import Register
from engine.workspace import Workspace

NAMES = {"partners": "Partners", "equity": "Equity", "leaders": "Leaders"}


@pytest.fixture
def ours(tmp_path: Path) -> Workspace:
    """A workspace in which nothing has happened."""
    workspace = Workspace(tmp_path / "ours")
    (workspace.inputs / "checklists").mkdir(parents=True)
    return workspace


def told(workspace: Workspace) -> list[tuple[HistoryKind, str, str]]:
    """From the first to the last."""
    return [(event.kind, event.words, event.more) for event in reversed(history(workspace, NAMES))]


def put(workspace: Workspace, door: Door, file: str, data: bytes) -> None:
    with open_door(workspace, door) as open_:
        open_.put(workspace.inputs / file, data)


def test_nothing_has_happened(ours: Workspace) -> None:
    assert history(ours, NAMES) == ()


def test_what_came_says_whose_it_is_and_what_it_replaced_and_that_it_was_taken_back(ours: Workspace) -> None:
    with open_door(ours, Door.ARRIVE) as door:
        door.put(ours.inputs / "checklists" / "partners.xlsx", b"one")
        change = door.put(ours.inputs / "checklists" / "partners.xlsx", b"two")
        door.undo(change)
    put(ours, Door.ADOPT, "narrative/equity.docx", b"words")
    put(ours, Door.COUNCIL, "council.yaml", b"council:")
    put(ours, Door.SETTLE, "decisions.yaml", b"ratings:")
    assert told(ours) == [
        (HistoryKind.CAME, "The checklist of Partners came", ""),
        (HistoryKind.CAME, "The checklist of Partners came", "It replaced what stood there, which is kept."),
        (HistoryKind.CAME, "Taken back: the checklist of Partners came", ""),
        (HistoryKind.CAME, "The form of Equity: filled from what you had already", ""),
        (HistoryKind.CHANGED, "council.yaml was changed in Council", ""),
    ]


def test_rulings_say_who_decided_and_why_and_what_is_no_ruling_is_passed_over(ours: Workspace) -> None:
    (ours.inputs / "decisions.yaml").write_text(
        "ratings:\n"
        "  - {group: leaders, item: equity.03, rating: Agree strongly, who: Ann Ash, when: 2026-02-03, why: Asked.}\n"
        "  - {group: leaders, item: equity.04, who: Ann Ash, when: 2026-02-03, why: Asked.}\n"
        "  - words\n"
        "files:\n"
        "  - {file: copy.xlsx, use: ignored, who: Bo, when: 2026-02-01, why: A copy.}\n"
        "  - {file: other.xlsx, use: ignored, who: Bo, when: soon, why: A copy.}\n",
        encoding="utf-8",
    )
    assert told(ours) == [
        (HistoryKind.RULED, "copy.xlsx: ignored", "Bo: A copy."),
        (HistoryKind.RULED, "Leaders, equity.03: Agree strongly", "Ann Ash: Asked."),
    ]
    (ours.inputs / "decisions.yaml").write_text("ratings: [", encoding="utf-8")
    assert told(ours) == []


def test_what_was_sent_and_each_build_is_told(ours: Workspace) -> None:
    record_sent(ours, "Ann Ash, Head", "Form of Equity", is_reminder=False)
    record_sent(ours, "Partners", "Checklist", is_reminder=True)
    ours.outputs.mkdir()
    log_build(ours, Edition.DRAFT, 40)
    with (ours.outputs / ".built.jsonl").open("a", encoding="utf-8") as log:
        log.write("no line\n{}\n")
    log_build(ours, Edition.FINAL, 0)
    assert set(told(ours)) == {
        (HistoryKind.SENT, "Forms went to Ann Ash, Head", "Form of Equity"),
        (HistoryKind.SENT, "A reminder went to Partners", "Checklist"),
        (HistoryKind.BUILT, "A draft was built", "Its report has 40 pages."),
        (HistoryKind.BUILT, "A final edition was built", ""),
    }
    assert [one.edition for one in logged_builds(ours)] == [Edition.DRAFT, Edition.FINAL]


def test_a_build_that_cannot_be_logged_is_none_the_worse(ours: Workspace) -> None:
    ours.outputs.write_bytes(b"no folder")
    log_build(ours, Edition.DRAFT, 40)
    assert list(logged_builds(ours)) == []


def test_sheets_are_told_as_the_register_has_them(ours: Workspace) -> None:
    register, at = Register(ours), in_utc(now())
    person = {"name": "Priya Nair", "position": "Head", "role": ""}
    register.append(
        Event.ISSUED, "AB12", at, sheet="equity", sha256="0", size=1, fingerprint="f", people={"manager": person}
    )
    signature = {"key": "manager", "signer": "Priya Nair", "when": at}
    register.append(Event.RECEIVED, "AB12", at, sha256="1", verdict="signed", signatures=[signature])
    register.append(Event.ATTESTED, "AB12", at, sha256="1", by="Gareth Pugh", on="2026-03-01", people=["manager"])
    found = {(event.kind, event.words, event.more) for event in history(ours, NAMES)}
    assert found == {
        (HistoryKind.SENT, "The sheet of Equity was issued for signature", "To Priya Nair, code AB12"),
        (HistoryKind.SIGNED, "The sheet of Equity came back signed", "Priya Nair"),
        (HistoryKind.SIGNED, "A signature on the sheet of Equity was attested", "By Gareth Pugh"),
    }


def test_the_last_day_comes_first(ours: Workspace) -> None:
    put(ours, Door.COUNCIL, "council.yaml", b"council:")
    (ours.inputs / "decisions.yaml").write_text(
        "rows:\n  - {file: a.xlsx, as: local, who: Bo, when: 2020-01-01, why: So.}\n", encoding="utf-8"
    )
    events: tuple[HistoryEvent, ...] = history(ours, NAMES)
    assert [event.day for event in events][-1] == date(2020, 1, 1)
    assert events[0].at is not None


@pytest.mark.parametrize(
    "line",
    [
        '{"at": "2026-01-01", "edition": "draft", "pages": 1}',
        '{"at": "0001-01-01T00:00:00Z", "edition": "draft", "pages": 1}',
        '{"at": "2026-01-01T00:00:00Z", "edition": "draft", "pages": 1e999}',
        '{"at": 5, "edition": ["draft"], "pages": null}',
        pytest.param("[" * 100_000, id="without an end"),
        "\0",
    ],
)
def test_a_file_of_ours_that_was_changed_by_hand_tells_nothing_and_stops_nothing(ours: Workspace, line: str) -> None:
    put(ours, Door.COUNCIL, "council.yaml", b"council:")
    put(ours, Door.COUNCIL, "council.yaml", b"council: {}")
    ours.outputs.mkdir()
    log_build(ours, Edition.DRAFT, 0)
    for file in (ours.outputs / ".built.jsonl", ours.root / "signoff" / "register.jsonl"):
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as added:
            added.write(f"{line}\n")
    (ours.root / "earlier_inputs" / "1" / "about.json").write_text(line, encoding="utf-8")
    assert [kind for kind, _, _ in told(ours)] == [HistoryKind.CHANGED, HistoryKind.BUILT]


@pytest.mark.parametrize("at", ["soon", "2026-01-01", "0001-01-01T00:00:00Z"])
def test_a_moment_that_none_of_ours_was_written_at_is_no_change_and_no_edition(ours: Workspace, at: str) -> None:
    put(ours, Door.COUNCIL, "council.yaml", b"council:")
    about = ours.root / "earlier_inputs" / "1" / "about.json"
    about.write_text(json.dumps(json.loads(about.read_text(encoding="utf-8")) | {"at": at}), encoding="utf-8")
    assert told(ours) == []
