"""A final edition without figures, quotations or a last year leaves these parts out, and says so; unheard, it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine.assembly.assemble import build
from engine.assembly.reading import Reading, read
from engine.assessment.assess import assess
from engine.assessment.readiness import readiness
from engine.errors import InputError
from engine.finding_kinds import Trait, has
from engine.findings import errors_in
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.rendering.views.shared import NOT_YET
from engine.sources.snapshot_file import previous_version
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.drawn_packs import Pack, drawn, every_statement, figures, groups

Change = Callable[[SelfAssessment], SelfAssessment]
FIGURES, TILES, QUOTED, TRACK = ("Two years ago", "FiguresTable", "What others say", "Track record")
BARE = {"quotations": (), "strengths": (), "improvements": (), "actions": ()}


def of(reading: Reading, change: Change, edition: Edition, with_last: bool = False) -> Pack:
    last, _ = previous_version(Workspace(ROOT))
    return drawn(reading, change(reading.assessment), last if with_last else None, edition)


def without_anything(council: SelfAssessment) -> SelfAssessment:
    """No figure, no source, no quotation, and nothing in the lists that may stay empty."""
    bare = every_statement(figures(council, 0), **BARE)
    return replace(bare, evidence=replace(bare.evidence, sources=()))


@pytest.fixture(scope="module", params=[Edition.FINAL, Edition.PUBLIC])
def bare(request: pytest.FixtureRequest, little_reading: Reading) -> Pack:
    return of(little_reading, without_anything, request.param)


@pytest.fixture(scope="module")
def bare_draft(little_reading: Reading) -> Pack:
    return of(little_reading, without_anything, Edition.DRAFT)


def parts(made: Pack) -> set[str]:
    """Which of the parts that may be left out stand in a report."""
    report, styles = (
        made.texts["report"],
        {mark.get(mark.keys()[0]) for mark in made.bodies["report"].iter("{*}tblStyle")},
    )
    told = {words for words in (FIGURES, QUOTED, TRACK) if words in report.split("\n")}
    return told | ({TILES} & styles)


@pytest.mark.slow
def test_without_figures_quotations_and_a_last_year_none_of_their_parts_stands(bare: Pack) -> None:
    assert parts(bare) == set()
    headings = bare.texts["report"].split("\n")
    assert "Figures" not in headings
    assert [line for line in headings if line.startswith("Section E")]  # the tables of ratings stand there
    assert "[F-001]" not in headings
    assert "[E-001]" not in headings
    assert "[D-001]" in headings


@pytest.mark.slow
def test_an_edition_that_waits_for_nothing_says_nowhere_that_something_is_still_to_come(bare: Pack) -> None:
    assert [name for name, text in bare.texts.items() if NOT_YET in text and not name.startswith("readiness")] == []
    assert bare.texts["report"].count("None is named") == 4  # what works and what needs to improve, twice


@pytest.mark.slow
def test_each_part_left_out_is_told_once_and_readiness_names_all(bare: Pack) -> None:
    told = [found for found in bare.reading.judgement.findings if has(found, Trait.LEFT_OUT)]
    assert [found.code for found in told] == ["A-06", "A-07", "A-08"]
    assert all(found.message in bare.texts["readiness.html"] for found in told)
    if "readiness" in bare.texts:
        assert all(found.message.partition(". ")[0] in bare.texts["readiness"] for found in told)


@pytest.mark.slow
def test_a_draft_keeps_their_places_and_marks_them(bare_draft: Pack) -> None:
    assert parts(bare_draft) == {TILES}
    lines = bare_draft.texts["report"].split("\n")
    assert "Section EEvidence links to data sources" in lines
    assert lines[lines.index("Figures") + 1] == f"{NOT_YET}."
    assert lines.count(NOT_YET) >= 4 + 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "with_last", "stand", "codes"),
    [
        (lambda council: council, True, {FIGURES, TILES, QUOTED, TRACK}, []),
        (lambda council: figures(council, 0), True, {QUOTED, TRACK}, ["A-06"]),
        (lambda council: figures(council, 3, at_a_glance=False), True, {FIGURES, QUOTED, TRACK}, ["A-06"]),
        (lambda council: every_statement(council, quotations=()), True, {FIGURES, TILES, TRACK}, ["A-07"]),
        (lambda council: figures(council, 1), False, {FIGURES, TILES, QUOTED}, ["A-08"]),
    ],
    ids=["whole", "no figures", "none for the first page", "no quotations", "no last year"],
)
def test_what_is_there_stands_and_only_what_is_not_is_left_out(
    little_reading: Reading, change: Change, with_last: bool, stand: set[str], codes: list[str]
) -> None:
    made = of(little_reading, change, Edition.FINAL, with_last)
    assert parts(made) == stand
    assert [found.code for found in made.reading.judgement.findings if has(found, Trait.LEFT_OUT)] == codes


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 3, 9])
def test_as_many_figures_stand_on_the_first_page_as_there_are_and_no_more_than_four(
    little_reading: Reading, number: int
) -> None:
    made = of(little_reading, lambda council: figures(council, number), Edition.FINAL)
    (table,) = [
        table
        for table in made.bodies["report"].iter("{*}tbl")
        if any("FiguresTable" in mark.values() for mark in table.iter("{*}tblStyle"))
    ]
    assert [len(list(row.iterchildren("{*}tc"))) for row in table.iterchildren("{*}tr")] == [min(number, 4)] * 2
    assert len(list(table.iter("{*}gridCol"))) == min(number, 4)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda council: council, ""),
        (lambda council: groups(council, 5, 0), "No group has rated anything yet"),
        (lambda council: groups(council, 0), "No group has rated anything yet"),
        (lambda council: replace(council, checklists=council.checklists[1:]), "No people with lived experience have"),
        (
            lambda council: replace(
                council,
                checklists=(replace(council.checklists[0], answers={}), *council.checklists[1:]),
            ),
            "No people with lived experience have",
        ),
        (
            lambda council: replace(
                council,
                council=replace(
                    council.council,
                    groups=tuple(replace(group, lived_experience=False) for group in council.council.groups),
                ),
            ),
            "No group is marked as people with lived experience",
        ),
    ],
    ids=["all", "none came back", "none was asked", "not theirs", "theirs is empty", "nobody is marked"],
)
def test_a_final_edition_waits_for_those_whose_lives_it_is_about(
    little_reading: Reading, change: Change, told: str
) -> None:
    council = change(little_reading.assessment)
    if council.checklists and council.checklists[0].group != council.council.groups_in_order[0].id and not told:
        pytest.fail("the sample's first checklist is not that of people with lived experience")
    judgement = assess(council, (), (), None)
    unheard = [found for found in errors_in(judgement.findings) if found.code == "C-20"]
    assert [found.message[: len(told)] for found in unheard] == ([told] if told else [])
    blockers = [one for one in readiness(council, judgement).blockers if one.code == "C-20"]
    assert len(blockers) == len(unheard)


@pytest.mark.slow
@pytest.mark.parametrize("edition", [Edition.FINAL, Edition.PUBLIC])
def test_check_readiness_and_build_refuse_alike_what_nobody_has_rated(sample: Workspace, edition: Edition) -> None:
    for returned in (sample.inputs / "checklists").iterdir():
        returned.unlink()
    told = {found for found in read(sample, Progress()).judgement.findings if found.code == "C-20"}
    assert len(told) == 1
    with pytest.raises(InputError) as refused:
        build(None, sample, Order(edition, with_pdf=False), Progress())
    assert told <= set(refused.value.findings)


def test_a_checklist_that_cannot_be_read_is_told_instead_of_what_follows_from_it(sample: Workspace) -> None:
    for returned in (sample.inputs / "checklists").iterdir():
        returned.write_bytes(b"no workbook")
    codes = {found.code for found in read(sample, Progress()).judgement.findings}
    assert "I-02" in codes
    assert "C-20" not in codes
