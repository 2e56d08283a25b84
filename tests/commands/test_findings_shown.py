"""Beside a finding a front door shows who is to act, what stands at its place, and the page where it is printed."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.assembly.reading import Reading
from engine.commands.acting import Acting
from engine.commands.check import check
from engine.commands.excerpt import Excerpts
from engine.commands.printed_at import PrintedPages
from engine.finding_kinds import Remedy, finding_kinds
from engine.findings import Finding, Place, Severity, error, info, warning
from engine.model.acting import ActorKind
from engine.model.edition import Edition
from engine.model.excerpt import Excerpt
from engine.progress import Progress
from engine.workspace import Workspace
from tests.conftest import ROOT

LEADERS, EQUITY = "inputs/checklists/leaders.xlsx", "inputs/narrative/equity.docx"


# a key that stays


def test_a_key_is_of_what_is_said_of_a_place_and_of_nothing_else() -> None:
    found = error("C-03", Place(LEADERS, "Safeguarding!C7"), "Two ratings.", "Ask.", "safeguarding.03")
    same = [replace(found, fix="Ask them."), replace(found, severity=Severity.WARNING), replace(found, about="")]
    assert {one.key for one in same} == {found.key}
    others = [
        replace(found, code="C-04"),
        replace(found, message="Three ratings."),
        replace(found, place=Place(LEADERS, "Safeguarding!C8")),
        replace(found, place=Place(EQUITY, "Safeguarding!C7")),
    ]
    assert len({one.key for one in (found, *others)}) == 5
    assert re.fullmatch("[0-9a-f]{16}", found.key)


def test_no_two_findings_share_a_key(reading: Reading) -> None:
    assert max(Counter(found.key for found in reading.judgement.findings).values()) == 1


# who is to act


def of_remedy(remedy: Remedy, place: Place, about: str = "") -> Finding:
    """A finding of some code for which this is offered."""
    kinds = finding_kinds().values()
    codes = (
        (k.code, severity) for k in kinds if not k.traits for severity, m in k.meanings.items() if m.remedy is remedy
    )
    code, severity = next(codes)
    return Finding(severity=severity, code=code, place=place, message="Said.", about=about)


@pytest.mark.parametrize(
    ("remedy", "place", "about", "kind", "who"),
    [
        (Remedy.ASK, Place(LEADERS, "Equity!C5"), "equity.01", ActorKind.GROUP, "Managers and leaders"),
        (Remedy.ASK, Place("inputs/checklists"), "partners", ActorKind.GROUP, "Health and statutory partners"),
        (Remedy.OPEN, Place(LEADERS, "Equity!C5"), "", ActorKind.PEN_HOLDER, "The pen holder"),
        (
            Remedy.OPEN,
            Place(EQUITY, "paragraph 3"),
            "",
            ActorKind.WRITER,
            "Priya Nair, Head of Engagement and Equality",
        ),
        (Remedy.ASK, Place(EQUITY), "equity", ActorKind.WRITER, "Priya Nair, Head of Engagement and Equality"),
        (Remedy.OPEN, Place("inputs/evidence.xlsx", "Library!H29"), "", ActorKind.OWNER, "Priya Nair"),
        (Remedy.OPEN, Place("inputs/evidence.xlsx", "Recommendations!A5"), "", ActorKind.OWNER, "Head of Assessment"),
        (Remedy.ASK, Place("inputs/endorsements.xlsx", "Endorsements!C8"), "", ActorKind.ENDORSER, "Akhtar"),
        (Remedy.OPEN, Place("inputs/council.yaml", "line 3"), "", ActorKind.PEN_HOLDER, "The pen holder"),
        (Remedy.SETTLE, Place(LEADERS, "Equity!C5"), "equity.01", ActorKind.PEN_HOLDER, "The pen holder"),
        (Remedy.NONE, Place(EQUITY, "paragraph 3"), "equity", ActorKind.NOBODY, ""),
    ],
)
def test_who_acts_follows_from_what_is_to_be_done_and_whose_file_it_is(
    reading: Reading, remedy: Remedy, place: Place, about: str, kind: ActorKind, who: str
) -> None:
    actor = Acting(reading.assessment).on(of_remedy(remedy, place, about))
    assert actor.kind is kind
    assert who in actor.who


def test_where_two_groups_differ_neither_of_them_has_to_act(reading: Reading) -> None:
    (first, *_) = [found for found in reading.judgement.findings if found.code == "T-03"]
    assert first.place.file.startswith("inputs/checklists/")
    assert Acting(reading.assessment).on(first).kind is ActorKind.WRITER


@pytest.mark.slow
def test_whoever_is_to_act_is_called_as_in_the_list_of_who_owes_what(little: Workspace) -> None:
    (little.inputs / "checklists" / "leaders.xlsx").unlink()
    result = check(little, Progress())
    asked = {one.who for one in result.returns.asked}
    acting = {shown.actor.who for shown in result.shown() if shown.actor.kind in (ActorKind.GROUP, ActorKind.WRITER)}
    assert "Managers and leaders" in acting
    assert acting <= asked


# what stands there


@pytest.mark.slow
def test_each_place_of_the_sample_has_an_excerpt_that_shows_it(reading: Reading) -> None:
    """A place in an input is a cell, a paragraph, a cell of a table or a line: what stands there is shown."""
    excerpts = Excerpts(Workspace(ROOT))
    placed = [found.place for found in reading.judgement.findings if re.search(r"\d", found.place.where)]
    assert len(placed) > 60
    assert [place for place in placed if not any(line.is_meant for line in excerpts.of(place).lines)] == []


def test_a_cell_comes_with_its_row_and_the_headings_above() -> None:
    found = Excerpts(Workspace(ROOT)).of(Place("inputs/checklists/leaders.xlsx", "Safeguarding!C7"))
    assert found.trail == "Safeguarding"
    (meant,) = [line for line in found.lines if line.is_meant]
    assert (meant.name, meant.heading) == ("C7", "Rating")
    assert [line.name for line in found.lines][:2] == ["A7", "B7"]


def test_an_empty_cell_is_shown_as_empty() -> None:
    found = Excerpts(Workspace(ROOT)).of(Place("inputs/evidence.xlsx", "Library!B3 and ZZ7"))
    assert all(line.text == "" for line in found.lines if line.name == "ZZ3")


def test_a_line_comes_with_those_around_it() -> None:
    found = Excerpts(Workspace(ROOT)).of(Place("inputs/council.yaml", "line 3"))
    assert [(line.name, line.is_meant) for line in found.lines] == [
        ("1", False),
        ("2", False),
        ("3", True),
        ("4", False),
        ("5", False),
    ]


@pytest.mark.parametrize(
    "place",
    [
        Place("/etc/passwd", "line 1"),
        Place("inputs/../../../etc/passwd", "line 1"),
        Place("inputs/brand/logo.png", "line 1"),
        Place("inputs/nothing.yaml", "line 1"),
        Place("inputs/council.yaml", "line 999999"),
        Place("inputs/council.yaml", "line 0"),
        Place("inputs/council.yaml"),
        Place("inputs/evidence.xlsx", "No such sheet!A1"),
        Place("inputs/evidence.xlsx", "Library!A99999999999999999999"),
        Place("inputs/narrative/equity.docx", "paragraph 99"),
        Place("inputs/narrative/equity.docx", "table 1, row 999999, column 1"),
        Place("", ""),
    ],
    ids=str,
)
def test_a_place_that_is_none_has_no_excerpt(place: Place) -> None:
    assert Excerpts(Workspace(ROOT)).of(place).lines == ()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and then nothing", b"\xff\xfe\x00", b"\x00" * 4096])
@pytest.mark.parametrize("name", ["council.yaml", "evidence.xlsx", "narrative/equity.docx", "checklists/leaders.csv"])
def test_a_damaged_file_has_no_excerpt_and_harms_nothing(little: Workspace, name: str, data: bytes) -> None:
    (little.inputs / name).write_bytes(data)
    where = {"council.yaml": "line 3", "evidence.xlsx": "Library!A3"}.get(name, "paragraph 1")
    assert Excerpts(little).of(Place(f"inputs/{name}", where)).lines == ()


def test_what_is_saved_while_it_is_read_is_not_kept_for_what_stood_there_before(
    little: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place = little.inputs / "council.yaml", Place("inputs/council.yaml", "line 3")
    before = path.read_bytes() + b"# of this test alone\n"
    path.write_bytes(before)
    excerpts = Excerpts(little)
    really = excerpts._reader

    def saved_meanwhile(at: Path, file: str) -> Callable[[str], Excerpt]:
        path.write_bytes(b"# something else\n" * 5)
        return really(at, file)

    monkeypatch.setattr(excerpts, "_reader", saved_meanwhile)
    assert excerpts.of(place).lines == ()
    path.write_bytes(before)
    (meant,) = (line for line in Excerpts(little).of(place).lines if line.is_meant)
    assert meant.text == before.decode().splitlines()[2]


def test_what_a_link_leads_to_outside_is_not_shown(little: Workspace, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret: 1\n", encoding="utf-8")
    (little.inputs / "council.yaml").unlink()
    (little.inputs / "council.yaml").symlink_to(tmp_path / "secret.yaml")
    assert Excerpts(little).of(Place("inputs/council.yaml", "line 1")).lines == ()


# the page


def test_a_manifest_tells_the_page_on_which_each_section_begins(little_final: Built) -> None:
    """Held against the PDF itself: the name of each statement stands on its page."""
    framework = little_final.reading.assessment.framework
    manifest = json.loads((little_final.folder / "manifest.json").read_text(encoding="utf-8"))
    sections = manifest["outputs"]["report.pdf"]["sections"]
    pages = [page.extract_text() for page in PdfReader(little_final.folder / "report.pdf").pages]
    for statement in framework.statements:
        words = " ".join(pages[sections[statement.id] - 1].split())
        assert statement.name in words
    assert {"section_a", "section_c", "section_d", *(theme.id for theme in framework.themes)} <= sections.keys()
    assert not [name for name in sections if name.startswith("_")]
    assert "sections" not in manifest["outputs"]["report.docx"]


@pytest.mark.parametrize(
    ("place", "about", "section"),
    [
        (Place("inputs/checklists/leaders.xlsx", "Sheet!C5"), "{statement}.02", "{statement}"),
        (Place("inputs/narrative/{statement}.docx", "paragraph 2"), "", "{statement}"),
        (Place("inputs/narrative/overview.docx", "paragraph 2"), "overview", "section_a"),
        (Place("inputs/evidence.xlsx", "Library!A5"), "{statement}", "section_d"),
        (Place("inputs/evidence.xlsx", "Figures!A5"), "{statement}", "section_e"),
        (Place("inputs/endorsements.xlsx", "Endorsements!A5"), "dass", "section_c"),
        (Place("inputs/council.yaml", "line 2"), "", None),
    ],
)
def test_a_finding_leads_to_the_section_that_it_is_about(
    little_final: Built, place: Place, about: str, section: str | None
) -> None:
    statement = little_final.reading.assessment.framework.statements[0].id
    workspace = Workspace(little_final.folder.parents[1])
    pages = PrintedPages.of(workspace)
    where = Place(place.file.format(statement=statement), place.where)
    found = pages.of_finding(warning("T-03", where, "Said.", about=about.format(statement=statement)))
    assert (found.section if found else None) == (section.format(statement=statement) if section else None)
    assert found is None or (found.edition, found.document) == (Edition.FINAL, "report.pdf")


def test_without_an_edition_nothing_is_said_of_pages(little: Workspace) -> None:
    assert PrintedPages.of(little).of_finding(info("T-03", Place(EQUITY), "Said.", about="equity")) is None


# all of it


def test_the_json_of_a_check_tells_all_of_it_and_the_contract_stays(little_final: Built, tmp_path: Path) -> None:
    workspace = Workspace(shutil.copytree(little_final.folder.parents[1], tmp_path / "workspace"))
    told = check(workspace, Progress()).as_json()
    contract = {"severity", "code", "file", "place", "message", "fix", "about"}
    beside = {"key", "acts", "remedy", "printed", "excerpt"}
    assert told["findings"]
    assert all(found.keys() == contract | beside for found in told["findings"])
    assert {"groups", "expected"} <= told["readings"].keys()
