"""The tips of the guidance as counts: what each of them counts, and out of how many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.assessment.measures import tips
from engine.findings import Place
from engine.model.assessment import ActionStatus, Reply, SelfAssessment
from engine.model.framework import EvidenceKind, TopTip
from engine.model.judgement import Claim, Judgement, StatementRatings
from engine.model.signing import State
from tests.material.small_council import (
    STATEMENT,
    document,
    saying,
    silent,
    small_council,
    small_judgement,
    with_evidence,
    with_framework,
)
from tests.material.small_word import cited, line


@pytest.fixture
def council() -> SelfAssessment:
    return small_council()


@pytest.fixture
def judgement() -> Judgement:
    return small_judgement()


def counted(assessment: SelfAssessment, judgement: Judgement, name: str) -> list[str]:
    """What is counted for one tip."""
    (tip,) = tips(with_framework(assessment, top_tips=(TopTip("A", name),)), judgement)
    return list(tip.measures)


def acting(assessment: SelfAssessment, *changes: dict[str, Any]) -> SelfAssessment:
    """The council with one action for each set of changes."""
    (action,) = assessment.statements[STATEMENT].actions
    return saying(assessment, actions=tuple(replace(action, **change) for change in changes))


def claim(*references: str, is_strength: bool = True) -> Claim:
    return Claim(
        statement=STATEMENT, text="", references=references, kinds=(), is_strength=is_strength, place=Place("")
    )


def test_tips_come_in_the_order_of_the_framework_without_those_that_cannot_be_counted(
    council: SelfAssessment, judgement: Judgement
) -> None:
    named = (TopTip("S", "Specific"), TopTip("W", "Warm"), TopTip("A", "Accountable"))
    found = tips(with_framework(council, top_tips=named), judgement)
    assert [(tip.letter, tip.name) for tip in found] == [("S", "Specific"), ("A", "Accountable")]


def test_an_action_is_answered_for_by_an_owner_and_a_board_together(
    council: SelfAssessment, judgement: Judgement
) -> None:
    changed = acting(council, {}, {"owner": ""}, {"overseen_by": ""})
    assert counted(changed, judgement, "Accountable")[0] == "1 of 3 actions names an owner and a board"


@pytest.mark.parametrize(("state", "signed"), [(State.SIGNED, 1), (State.ISSUED, 0), (State.STALE, 0)])
def test_sheets_are_counted_once_they_are_signed(
    council: SelfAssessment, judgement: Judgement, state: State, signed: int
) -> None:
    sheets = judgement.sheets | {STATEMENT: replace(judgement.sheets[STATEMENT], state=state)}
    told = counted(council, replace(judgement, sheets=sheets), "Accountable")[1]
    assert told == f"{signed} of 1 verification sheet is signed"


def test_figures_are_used_where_a_text_names_them(council: SelfAssessment, judgement: Judgement) -> None:
    figure = council.evidence.figures[0]
    both = with_evidence(council, figures=(figure, replace(figure, ref="F-002"), replace(figure, ref="F-003")))
    assert counted(both, judgement, "Specific") == ["1 of 3 figures of our own is used in the text"]


def test_groups_and_endorsers_who_support_it_are_counted(council: SelfAssessment, judgement: Judgement) -> None:
    (endorsement,) = council.endorsements
    asked = (endorsement, replace(endorsement, status=Reply.INVITED))
    changed = replace(council, checklists=council.checklists[:1], endorsements=asked)
    assert counted(changed, judgement, "Supported") == [
        "1 of 2 groups sent its checklists",
        "1 of 2 people who were asked endorses it",
    ]


@pytest.mark.parametrize(
    ("kind", "refs", "told"),
    [("people", ("D-001",), 1), ("people", ("E-001", "D-001"), 1), ("staff", ("D-001",), 0), ("people", (), 0)],
)
def test_a_statement_rests_on_what_people_say_where_one_reference_does(
    council: SelfAssessment, judgement: Judgement, kind: str, refs: tuple[str, ...], told: int
) -> None:
    kinds = (
        EvidenceKind(id="people", name="People", of_people=True, of_figures=False),
        EvidenceKind(id="staff", name="Staff", of_people=False, of_figures=False),
    )
    known = with_framework(with_evidence(council, documents=(document(council, kinds=(kind,)),)), evidence_kinds=kinds)
    found = counted(saying(known, plans=(line(*map(cited, refs)),)), judgement, "Users")
    assert found == [f"{told} of 1 statement rests on what people say as well", "0 quotations"]


def test_quotations_are_counted(council: SelfAssessment, judgement: Judgement) -> None:
    (quotation,) = council.statements[STATEMENT].quotations
    assert counted(saying(council, quotations=(quotation,) * 3), judgement, "Users")[1] == "3 quotations"


def test_strengths_stand_beside_what_needs_to_improve(council: SelfAssessment, judgement: Judgement) -> None:
    claims = (claim(), claim(), claim(), claim(is_strength=False))
    told = counted(council, replace(judgement, claims=claims), "Rigorous")[0]
    assert told == "3 strengths stand beside 1 area to improve"


def test_perception_gaps_are_counted_out_of_all_items(council: SelfAssessment, judgement: Judgement) -> None:
    assert counted(council, judgement, "Rigorous")[1] == "1 of 1 checklist item shows a perception gap"
    none = replace(judgement, ratings={STATEMENT: StatementRatings((), ())})
    assert counted(council, none, "Rigorous")[1] == "0 of 1 checklist item shows a perception gap"


def test_actions_that_have_a_date_and_that_are_done_are_counted_apart(
    council: SelfAssessment, judgement: Judgement
) -> None:
    changed = acting(council, {"due": date(2026, 1, 1)}, {"due": None}, {"due": None, "status": ActionStatus.DONE})
    assert counted(changed, judgement, "Action oriented") == ["1 of 3 actions has a date", "1 of 3 actions is done"]


@pytest.mark.parametrize("missing", ["ambition", "evidence", "plans"])
def test_a_statement_is_written_when_all_three_of_its_texts_are(
    council: SelfAssessment, judgement: Judgement, missing: str
) -> None:
    whole: dict[str, Any] = dict.fromkeys(("ambition", "evidence", "plans"), (line("Words"),))
    assert counted(saying(council, **whole), judgement, "Nuanced") == ["1 of 1 statement is written"]
    assert counted(saying(council, **(whole | {missing: ()})), judgement, "Nuanced") == ["0 of 1 statement is written"]


def test_the_words_of_both_texts_of_section_a_are_counted(council: SelfAssessment, judgement: Judgement) -> None:
    overview = replace(council.overview, about=(line("One two three."),), strategy=(line("Four five."),))
    told = counted(replace(council, overview=overview), judgement, "Concise")[0]
    assert told == "5 words of text in Section A, beside its strengths and risks"


def test_the_statement_with_the_longest_sentences_is_told(council: SelfAssessment, judgement: Judgement) -> None:
    long = saying(council, plans=(line("One two three four."),)).statements[STATEMENT]
    short = replace(long, statement="other", plans=(line("One two."),))
    both = replace(council, statements={"other": short, STATEMENT: long})
    assert counted(both, judgement, "Concise")[1].startswith("4 words a sentence on average")


def test_without_any_text_no_sentence_has_a_word(council: SelfAssessment, judgement: Judgement) -> None:
    bare = replace(silent(council), statements={})
    assert counted(bare, judgement, "Concise")[1].startswith("no sentences yet")


def test_claims_with_evidence_and_figures_beside_others_are_counted(
    council: SelfAssessment, judgement: Judgement
) -> None:
    figure = council.evidence.figures[0]
    alone = replace(figure, comparator_value="", a_year_ago="")
    new = replace(figure, a_year_ago="")
    changed = with_evidence(council, figures=(figure, alone, new))
    found = counted(changed, replace(judgement, claims=(claim("D-001"), claim())), "Evidence informed")
    assert found == [
        "1 of 2 claims names evidence",
        "2 of 3 figures are compared with something",
        "1 of 3 figures shows how it changed in a year",
    ]
