"""Briefs: all that was said of a statement, for whoever writes it, people with lived experience first."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from engine.assembly.reading import Reading
from engine.assessment.assess import assess
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.errors import TemplateError
from engine.findings import Place
from engine.model.assessment import LocalItem, SelfAssessment
from engine.model.edition import Edition
from engine.model.roles import FieldRole
from engine.model.side_by_side import ItemStanding, side_by_side
from engine.model.walk import walk
from engine.rendering.render import Rendered, render_all
from engine.rendering.views.brief import INTERNAL
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.word.names import W_TBL, W_TC, W_TR
from engine.word.text import texts
from tests.conftest import ROOT

STATEMENT = "safeguarding"
OWN = LocalItem(
    text="People get help to feel safe online.",
    statement=STATEMENT,
    ratings=("Tend to disagree",),
    why="Nobody showed me\nand I asked {{ twice }}",
    have="=A leaflet <w:p>",
    need="A course",
    place=Place("inputs/checklists/lived-experience.xlsx"),
)


def made(
    assessment: SelfAssessment, reading: Reading, name: str = f"briefs/{STATEMENT}", brief: bytes | None = None
) -> Rendered:
    """One document of a council's draft. brief: a template in place of the house's."""
    compared = reading.judgement.comparison
    judgement = assess(assessment, (), (), compared.before if compared else None)
    templates = {kind: (ROOT / "word_templates" / kind).read_bytes() for kind in OF_AN_EDITION}
    templates |= {TemplateKind.BRIEF: brief} if brief else {}
    standing = readiness(assessment, judgement)
    (document,) = render_all(
        assessment, judgement, standing, Edition.DRAFT, reading.logo, templates, sheet_code, {name}
    )
    return document


def with_own_row(assessment: SelfAssessment) -> SelfAssessment:
    """The council with a row that people with lived experience added."""
    checklists = tuple(
        replace(each, local_items=(OWN,)) if each.group == "lived-experience" else each
        for each in assessment.checklists
    )
    return replace(assessment, checklists=checklists)


def lines(document: Rendered) -> list[str]:
    """Everything a document says, paragraph by paragraph."""
    return list(texts(document.contents.root))


@pytest.fixture(scope="module")
def brief(reading: Reading) -> Rendered:
    """The sample's brief on safeguarding, with a row that a group added."""
    return made(with_own_row(reading.assessment), reading)


def test_every_reason_and_all_evidence_that_groups_wrote_of_the_statement_is_in_its_brief(
    brief: Rendered, reading: Reading
) -> None:
    answers = tuple(
        answer
        for checklist in reading.assessment.checklists
        for item, answer in checklist.answers.items()
        if item.startswith(f"{STATEMENT}.")
    )
    written = {held.text for held in walk(answers, {FieldRole.COMMENT}) if held.text}
    assert len(written) > 100
    assert written <= set(lines(brief))


def test_a_row_of_a_groups_own_stands_with_who_raised_it_and_acts_as_nothing(brief: Rendered) -> None:
    said = lines(brief)
    at = said.index("Raised by People with lived experience")
    assert said[at + 1] == OWN.text
    why = "Nobody showed me and I asked {{ twice }}"
    assert said[at + 6 : at + 10] == ["Tend to disagree", why, OWN.have, OWN.need]


def test_in_every_table_of_an_item_people_with_lived_experience_come_first(brief: Rendered) -> None:
    tables = [
        [[" ".join(texts(cell)) for cell in row.iter(W_TC)] for row in table.iter(W_TR)]
        for table in brief.contents.root.iter(W_TBL)
    ]
    of_items = [table for table in tables if table[0][:2] == ["Group", "Rating"]]
    assert len(of_items) == 15
    assert {table[1][0] for table in of_items} == {"People with lived experience"}


def test_no_table_of_a_brief_is_empty_and_each_has_a_header_row(brief: Rendered) -> None:
    for table in brief.contents.root.iter(W_TBL):
        first, *others = table.iter(W_TR)
        assert others
        assert first.find("{*}trPr/{*}tblHeader") is not None


def test_a_brief_says_on_every_page_that_it_is_internal(brief: Rendered) -> None:
    package = brief.contents.package
    headers = [package.xml(name) for name in package.parts if name.startswith("word/header") and name.endswith(".xml")]
    assert headers
    assert all(any(INTERNAL in text for text in texts(header)) for header in headers)
    assert next(brief.contents.root.iter("{*}titlePg"), None) is None
    assert INTERNAL in lines(brief)


def test_what_was_said_last_time_stands_with_what_became_of_it(brief: Rendered, reading: Reading) -> None:
    assert reading.judgement.comparison
    (past,) = (each for each in reading.judgement.comparison.before.statements if each.id == STATEMENT)
    (change,) = (each for each in reading.judgement.comparison.statements if each.id == STATEMENT)
    said = lines(brief)
    assert {*past.strengths, *past.improvements} <= set(said)
    assert all("Done" in said[said.index(action.text) : said.index(action.text) + 5] for action in change.done)


def test_what_a_brief_says_of_gaps_is_what_was_judged(brief: Rendered, reading: Reading) -> None:
    ratings = reading.judgement.ratings[STATEMENT]
    said = lines(brief)
    for gap in ratings.perception_gaps:
        numbers = ", ".join(item.number for item in gap.items)
        at = next(at for at, line in enumerate(said) if line.startswith(f"Perception gap: {gap.better.group.name} "))
        assert said[at + 1] == numbers
    marked = [line.split()[1].rstrip(":") for line in said if line.startswith("Item ") and "perception gap" in line]
    assert marked == [item.number for item in ratings.gaps]


def test_without_a_checklist_and_a_last_year_these_parts_are_left_out(reading: Reading) -> None:
    said = lines(made(replace(reading.assessment, checklists=()), replace_comparison(reading)))
    assert "Item by item" not in said
    assert "What we said last time" not in said
    assert any(line.startswith("Not back yet: People with lived experience;") for line in said)


def replace_comparison(reading: Reading) -> Reading:
    """The reading of a council that keeps no earlier version."""
    return replace(reading, judgement=replace(reading.judgement, comparison=None))


def test_a_template_that_drops_a_reason_is_refused(reading: Reading) -> None:
    document = Document(str(ROOT / "word_templates" / TemplateKind.BRIEF))
    runs = [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    for run in runs:
        run.text = run.text.replace("{{r answer.why }}", "Why")
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(TemplateError) as refused:
        made(reading.assessment, reading, brief=buffer.getvalue())
    assert {finding.code for finding in refused.value.findings} == {"W-08"}


def test_an_item_stands_where_its_ratings_are(reading: Reading) -> None:
    scale = {rating.name: rating for rating in reading.assessment.framework.ratings}
    first, second, *_ = reading.assessment.checklists
    statement = next(each for each in reading.assessment.framework.statements if each.id == STATEMENT)
    item = statement.items[0].id

    def standing(*names: str) -> ItemStanding:
        checklists = tuple(
            replace(each, answers={item: replace(each.answers[item], rating=scale.get(name))})
            for each, name in zip((first, second), names, strict=True)
        )
        assessment = replace(reading.assessment, checklists=checklists)
        return side_by_side(assessment, statement, reading.judgement.ratings[STATEMENT])[0].standing

    assert standing("Strongly agree", "Tend to agree") is ItemStanding.AGREED
    assert standing("Tend to agree", "Don’t know") is ItemStanding.AGREED
    assert standing("Tend to agree", "Tend to disagree") is ItemStanding.DISPUTED
    assert standing("Strongly disagree", "") is ItemStanding.DENIED
    assert standing("Don’t know", "") is ItemStanding.NOT_KNOWN
    assert standing("", "") is ItemStanding.NOT_RATED


# the annex


@pytest.mark.slow
def test_the_annex_has_a_groups_own_row_where_the_council_asks_for_it(reading: Reading) -> None:
    assessment = with_own_row(reading.assessment)
    said = f"Raised by people with lived experience: {OWN.text}"
    assert said not in lines(made(assessment, reading, "report"))
    asked = replace(assessment, council=replace(assessment.council, prints_own_rows=True))
    report = lines(made(asked, reading, "report"))
    at = report.index(said)
    assert report[at - 1] == "Own"
    assert report[at + 1 : at + 6] == ["TD", "–", "–", "–", "–"]
