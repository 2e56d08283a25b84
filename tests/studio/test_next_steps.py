"""The one thing to do next leads to the page where it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.assembly.reading import Reading
from engine.commands.received import received
from engine.commands.returns import returns
from engine.findings import Place, error
from engine.model.council import DueDays
from engine.model.returns import ReturnKind, Returns, ReturnState
from engine.studio.jobs import Looked
from engine.studio.pages.progress import next_steps

PAST = date(2020, 1, 1)


def looked(reading: Reading, of: Returns | None = None, due: DueDays | None = None, errors: int = 0) -> Looked:
    """What a studio has read, where a checklist has not come back. of: who owes what, where something else is so."""
    assessment = reading.assessment
    council = replace(assessment.council, returns=due or DueDays())
    assessment = replace(assessment, council=council, checklists=assessment.checklists[1:])
    findings = (error("I-10", Place("inputs/evidence.xlsx"), "A value is missing."),) * errors
    found = of or returns(assessment, replace(reading.judgement, findings=()))
    return Looked(
        state="", assessment=assessment, findings=findings, shown=(), returns=found, received=received(assessment, ())
    )


def test_before_anything_has_come_back_the_forms_are_sent_out(little_reading: Reading) -> None:
    every = looked(little_reading).returns
    nothing = replace(every, asked=tuple(replace(one, state=ReturnState.NOT_ASKED) for one in every.asked))
    first, then, *_ = next_steps(looked(little_reading, nothing, errors=1))
    assert (first.address, first.button) == ("/send", "Send out the forms")
    assert then.address == "/findings?severity=error"


def test_who_verifies_is_named_before_forms_are_sent_to_them(little_reading: Reading) -> None:
    read = looked(little_reading)
    nobody = replace(read.assessment, council=replace(read.assessment.council, verifiers=()))
    first = next_steps(replace(read, assessment=nobody))[0]
    assert (first.words, first.address) == ("Nobody is named to verify two statements", "/council/people#verifiers")


def test_who_is_late_and_was_sent_nothing_is_sent_the_forms_first(little_reading: Reading) -> None:
    read = looked(little_reading, due=DueDays(checklists=PAST))
    assert next_steps(read)[0].button == "Send out the forms"
    everybody = frozenset(one.who for one in read.returns.late)
    assert next_steps(read, everybody)[0].button == "Remind those who are late"


@pytest.mark.parametrize(("due", "leads_to"), [(DueDays(checklists=PAST), "/send"), (DueDays(), "#who")])
def test_who_is_late_with_a_form_is_reminded(little_reading: Reading, due: DueDays, leads_to: str) -> None:
    first = next_steps(looked(little_reading, due=due))[0]
    assert first.address == leads_to
    assert next_steps(looked(little_reading, due=due))[-1].address == "/build"


def test_where_a_final_edition_stands_the_last_step_leads_to_its_sheets_and_then_to_whoever_it_is_for(
    little_reading: Reading,
) -> None:
    read = looked(little_reading)
    assert next_steps(read)[-1].address == "/build"
    assert next_steps(read, has_final=True)[-1].address == "/signoff"
    signed = tuple(
        replace(one, state=ReturnState.COMPLETE) if one.kind is ReturnKind.SHEET else one for one in read.returns.asked
    )
    after = replace(read, returns=replace(read.returns, asked=signed))
    assert next_steps(after, has_final=True)[-1].address == "/handover"
