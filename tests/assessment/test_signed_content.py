"""The form of what is signed for: it may never change, or every sheet that was issued becomes stale."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import pytest

from engine.assessment.fingerprint import fingerprint, lines_of
from engine.assessment.signed_content import statement_content, whole_content
from engine.findings import Place
from engine.model.assessment import (
    Action,
    ActionStatus,
    KeyRisk,
    KeyStrength,
    Overview,
    Quotation,
    SelfAssessment,
    StatementNarrative,
    ThemeNarrative,
)
from engine.model.judgement import GroupCounts, StatementRatings
from engine.model.roles import Day, Internal, Narrative
from engine.model.story import Paragraph, Picture, Run, Story, Table
from engine.rendering.views.specimen import specimen
from tests.material.small_word import cited, line

HERE = Place("form.docx")
NOTED = Paragraph((Run("Noted"), Run("", note=(Run("A footnote"),))), HERE)
TABLE = Table((((line("Area"),), (line("Wait"), NOTED)), ((), (line("9 weeks"),))), HERE)
PICTURE = Picture(data=b"picture", alt="A map", width=80, height=40, place=HERE)


@pytest.fixture
def assessment() -> SelfAssessment:
    """One of everything that has a form of its own."""
    narrative = StatementNarrative(
        statement="statement",
        view="We do well",
        direction="",
        ambition=(NOTED, TABLE, PICTURE),
        strengths=(line("A strength ", cited("D-001")), NOTED),
        improvements=(),
        evidence=(line("We ask ", cited("F-001"), cited("E-001")),),
        plans=(),
        actions=(
            Action(
                text=NOTED,
                owner="An owner",
                due=date(2026, 3, 1),
                measure=line("A measure"),
                overseen_by="",
                status=ActionStatus.UNDER_WAY,
                place=HERE,
            ),
            Action(
                text=line("Undated"),
                owner="",
                due=None,
                measure=Paragraph((), HERE),
                overseen_by="A board",
                status=ActionStatus.NOT_TOLD,
                place=HERE,
            ),
        ),
        quotations=(
            Quotation(
                words="Words",
                who="A carer",
                group="people",
                where="A forum",
                references=("D-001", "E-001"),
                may_publish=True,
                place=HERE,
            ),
            Quotation(words="Others", who="", group="", where="", references=(), may_publish=False, place=HERE),
        ),
        documents=(line(cited("D-001")),),
        place=HERE,
    )
    overview = Overview(
        about=(line("About"),),
        strategy=(TABLE,),
        strengths=(KeyStrength(title="Strong", theme="theme", text=NOTED, evidence=line("Borne out"), place=HERE),),
        risks=(
            KeyRisk(
                title="Risky",
                theme="theme",
                impact=line("Impact"),
                response=NOTED,
                owner="",
                due=None,
                place=HERE,
            ),
        ),
        glance_strengths=(NOTED,),
        glance_priorities=(line("First"),),
        process=(),
        review=(line("Review"),),
        place=HERE,
    )
    theme = ThemeNarrative(theme="theme", lead="Lead", introduction=(NOTED,), priorities=(), place=HERE)
    return replace(
        specimen().assessment,
        statements={"statement": narrative},
        overview=overview,
        themes={"theme": theme},
        sections=(),
    )


def test_a_statement_has_the_form_of_the_first_sheets(assessment: SelfAssessment) -> None:
    (statement,) = assessment.framework.statements
    assert statement_content(assessment, statement, StatementRatings((), ())) == {
        "statement": "Words",
        "narrative": {
            "view": "We do well",
            "direction": "",
            "ambition": [
                "Noted",
                "A footnote",
                [[["Area"], ["Wait", "Noted", "A footnote"]], [[], ["9 weeks"]]],
                [hashlib.sha256(b"picture").hexdigest(), "A map"],
            ],
            "strengths": ["A strength [D-001]", "Noted", "A footnote"],
            "improvements": [],
            "evidence": ["We ask [F-001][E-001]"],
            "plans": [],
            "actions": [
                ["Noted", "A footnote", "An owner", "2026-03-01", "A measure", "", "Under way"],
                ["Undated", "", "None", "", "A board", ""],
            ],
            "quotations": [
                ["Words", "A carer", "people", "A forum", "D-001", "E-001"],
                ["Others", "", ""],
            ],
            "documents": ["[D-001]"],
        },
        "ratings": [],
        "figures": [["F-001", "Measure", "1", "2025"]],
        "documents": [["D-001", "Title"]],
        "sources": [["E-001", "Title"]],
    }


def test_the_whole_has_the_form_of_the_first_sheets(assessment: SelfAssessment) -> None:
    assert whole_content(assessment, {"statement": "print"}) == {
        "statements": {"statement": "print"},
        "overview": [
            ["About"],
            [[[["Area"], ["Wait", "Noted", "A footnote"]], [[], ["9 weeks"]]]],
            [],
            ["Review"],
        ],
        "glance": ["Noted", "A footnote", "First"],
        "strengths": [["Strong", "theme", "Noted", "A footnote", "Borne out"]],
        "risks": [["Risky", "Impact", "Noted", "A footnote", "", "None"]],
        "themes": [["Lead", ["Noted", "A footnote"], []]],
    }


def test_a_fingerprint_is_of_the_content_alone() -> None:
    assert fingerprint({"b": ["é"], "a": 1}) == hashlib.sha256('{"a":1,"b":["é"]}'.encode()).hexdigest()


def test_evidence_that_the_statement_does_not_name_is_not_signed_for_with_it(assessment: SelfAssessment) -> None:
    (statement,) = assessment.framework.statements
    evidence = assessment.evidence
    more = replace(
        evidence,
        documents=(replace(evidence.documents[0], ref="D-002"), *evidence.documents),
        sources=(replace(evidence.sources[0], ref="E-002"), *evidence.sources),
        figures=(replace(evidence.figures[0], ref="F-002"), *evidence.figures),
    )
    ratings = StatementRatings((), ())
    assert statement_content(replace(assessment, evidence=more), statement, ratings) == statement_content(
        assessment, statement, ratings
    )


def test_ratings_are_signed_for_by_their_counts_and_blanks(assessment: SelfAssessment) -> None:
    (statement,) = assessment.framework.statements
    rows = tuple(
        GroupCounts(group=group, counts=(3, 1), blank=2, agree=3) for group in reversed(assessment.council.groups)
    )
    content = statement_content(assessment, statement, StatementRatings(rows, ()))
    assert content["ratings"] == [["leaders", 3, 1, 2], ["people", 3, 1, 2]]


# fields that are younger than the first sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class Younger(StatementNarrative):
    """The statement of a later edition."""

    threats: tuple[KeyRisk, ...] = ()
    begun: Day[date | None] = None
    outlook: Narrative[Story] = ()
    notes: Internal[Story] = ()


def narrated(assessment: SelfAssessment, **more: Any) -> dict[str, Any]:
    """What is signed for of the narrative, where it has these fields as well."""
    (narrative,) = assessment.statements.values()
    parts = {part.name: getattr(narrative, part.name) for part in fields(narrative)}
    (statement,) = assessment.framework.statements
    grown = replace(assessment, statements={"statement": Younger(**parts, **more)})
    content: dict[str, Any] = statement_content(grown, statement, StatementRatings((), ()))["narrative"]
    return {name: content[name] for name in content if name not in parts}


def test_a_younger_list_of_values_is_signed_for_under_its_own_name(assessment: SelfAssessment) -> None:
    assert narrated(assessment, threats=assessment.overview.risks) == {
        "threats": [["Risky", "Impact", "Noted", "A footnote", "", "None"]]
    }


def test_a_younger_day_is_signed_for_once_somebody_has_set_it(assessment: SelfAssessment) -> None:
    assert narrated(assessment, begun=date(2026, 3, 1)) == {"begun": "2026-03-01"}
    assert narrated(assessment, begun=None) == {}


def test_a_younger_text_is_signed_for_once_it_says_something(assessment: SelfAssessment) -> None:
    assert narrated(assessment, outlook=(line("Better"), line(""))) == {"outlook": ["Better", ""]}
    assert narrated(assessment, outlook=(line(""),)) == {}


def test_what_is_for_the_pen_holder_alone_is_not_signed_for(assessment: SelfAssessment) -> None:
    assert narrated(assessment, notes=(line("Ask Priya"),)) == {}


def test_every_part_of_a_content_has_a_name_for_people() -> None:
    made = specimen()
    (statement,) = made.assessment.framework.statements
    contents = (
        statement_content(made.assessment, statement, made.judgement.ratings[statement.id]),
        whole_content(made.assessment, {}),
    )
    said = [line for content in contents for line in lines_of(content)]
    assert [line for line in said if not line[:1].isupper()] == [], "give the part a name in _PARTS"
