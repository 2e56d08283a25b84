"""Everything step 4 looks at has its say, in one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from engine.assessment.assess import assess
from engine.assessment.snapshot import snapshot
from engine.findings import Place, warning
from engine.model.assessment import SelfAssessment
from engine.model.framework import EvidenceKind, Rating, Side
from tests.material.small_council import (
    STATEMENT,
    saying,
    small_council,
    small_judgement,
    with_council,
    with_evidence,
    with_framework,
)
from tests.material.small_word import cited, line

Change = Callable[[SelfAssessment], SelfAssessment]


def rated(council: SelfAssessment, *ratings: Rating) -> SelfAssessment:
    """The council with the item rated so by people and by leaders."""
    framework = with_framework(council, ratings=(*council.framework.ratings, Rating("Don’t know", Side.UNKNOWN, 2)))
    checklists = tuple(
        replace(one, answers={item: replace(answer, rating=rating) for item, answer in one.answers.items()})
        for one, rating in zip(council.checklists, ratings, strict=True)
    )
    return replace(framework, checklists=checklists)


def on_two_kinds(council: SelfAssessment) -> SelfAssessment:
    """The council asking for two kinds of evidence, and a strength that rests on one."""
    thresholds = replace(council.council.thresholds, kinds_of_evidence=2)
    kinds = (EvidenceKind(id="figures", name="Figures", of_people=False, of_figures=True),)
    asked = with_framework(with_council(council, thresholds=thresholds), evidence_kinds=kinds)
    figures = tuple(replace(figure, kinds=("figures",)) for figure in asked.evidence.figures)
    documents = tuple(replace(document, kinds=("figures",)) for document in asked.evidence.documents)
    return saying(
        with_evidence(asked, figures=figures, documents=documents), strengths=(line("It works ", cited("F-001")),)
    )


AGREE, DISAGREE = (small_council().framework.ratings[number] for number in (0, 1))
UNKNOWN = Rating("Don’t know", Side.UNKNOWN, 2)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("T-06", lambda council: saying(council, strengths=(line("We just know"),))),
        ("E-05", lambda council: with_evidence(council, sources=())),
        ("S-06", lambda council: with_council(council, date=date(2027, 1, 1))),
        ("C-11", lambda council: replace(council, endorsements=())),
        ("E-04", lambda council: with_council(council, date=date(2027, 1, 1))),
        (
            "D-05",
            lambda council: with_evidence(
                council, documents=tuple(replace(one, where_to_look="") for one in council.evidence.documents)
            ),
        ),
        ("C-13", lambda council: with_council(council, review_due=date(2025, 1, 1))),
        ("A-03", lambda council: saying(council)),
        ("T-04", lambda council: rated(council, UNKNOWN, UNKNOWN)),
        ("L-01", lambda council: saying(council, plans=(line("Two words."),))),
        ("S-04", lambda council: saying(council, plans=(line("TBC"),))),
        ("S-09", lambda council: saying(council, plans=(line("Ask j.smith@example.org"),))),
        ("T-01", on_two_kinds),
        ("T-03", lambda council: rated(council, DISAGREE, AGREE)),
        ("V-01", lambda council: council),
    ],
)
def test_each_kind_of_thing_to_say_is_said(code: str, change: Change) -> None:
    assert code in {finding.code for finding in assess(change(small_council()), ()).findings}


def test_what_was_found_before_is_told_with_the_rest() -> None:
    before = warning("I-10", Place("inputs/a.docx"), "So.")
    assert before in assess(small_council(), (before,)).findings


def test_without_a_version_before_nothing_is_compared() -> None:
    assert assess(small_council(), ()).comparison is None


def test_with_a_version_before_it_is_laid_beside_this_one() -> None:
    before = replace(snapshot(small_council(), small_judgement()), version="0.9")
    comparison = assess(small_council(), (), (), before).comparison
    assert comparison is not None
    assert (comparison.before.version, comparison.now.version) == ("0.9", "1.0")
    assert [change.id for change in comparison.statements] == [STATEMENT]
