"""Everybody gets the forms they are asked for, with a letter; what was sent is kept, a line each."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from engine.assembly.reading import Reading
from engine.commands.editions import state_of
from engine.commands.forms import blank_forms
from engine.commands.returns import returns
from engine.commands.send import AskedPerson, people_to_ask, record_sent, sent_out
from engine.commands.send.packing import LETTER, pack_forms
from engine.errors import UsageError
from engine.model.council import DueDays
from engine.model.returns import ReturnState
from engine.workspace import Workspace

NOT_BACK = "partners"


def people(reading: Reading, due: date | None = None, workspace: Workspace | None = None) -> dict[str, AskedPerson]:
    """Everybody by name, where one group's checklist has not come back and forms are asked for by a day."""
    assessment = reading.assessment
    council = replace(assessment.council, returns=DueDays(checklists=due, narrative=due))
    back = tuple(one for one in assessment.checklists if one.group != NOT_BACK)
    assessment = replace(assessment, council=council, checklists=back)
    sent = sent_out(workspace) if workspace else ()
    found = people_to_ask(assessment, returns(assessment, reading.judgement), sent)
    return {one.who.partition(", ")[0]: one for one in found}


def test_each_group_gets_its_checklist_and_each_writer_their_forms(little_reading: Reading) -> None:
    found = people(little_reading)
    groups = {group.name: f"checklists/{group.id}.xlsx" for group in little_reading.assessment.council.groups}
    assert {who: one.files for who, one in found.items() if one.is_group} == {who: (f,) for who, f in groups.items()}
    assert found["Helen Marsden"].files == ("narrative/assessing-needs.docx",)
    assert found["Helen Marsden"].email == "helen.marsden@wenlow.example.org"
    assert [one.key for one in people(little_reading).values()] == [one.key for one in found.values()]
    assert "The pen holder" not in found


@pytest.mark.slow
def test_a_zip_holds_the_blank_forms_and_the_letter(little: Workspace, little_reading: Reading) -> None:
    person = people(little_reading, date(2026, 1, 30))["Helen Marsden"]
    with zipfile.ZipFile(io.BytesIO(pack_forms(little, person))) as package:
        assert package.namelist() == ["assessing-needs.docx", LETTER]
        assert package.read(LETTER).decode("utf-8-sig").replace("\r\n", "\n") == person.letter
        form = package.read("assessing-needs.docx")
    with zipfile.ZipFile(io.BytesIO(form)) as package, zipfile.ZipFile(io.BytesIO(_blank(little))) as blank:
        assert package.read("word/document.xml") == blank.read("word/document.xml")
    assert "Dear Helen Marsden,\n" in person.letter
    assert "- Form of Assessing needs (assessing-needs.docx)\n" in person.letter
    assert "Please send it back by 30 January 2026" in person.letter


def _blank(workspace: Workspace) -> bytes:
    return dict(blank_forms(workspace, ["narrative"]))["narrative/assessing-needs.docx"]


@pytest.mark.slow
def test_a_form_that_is_no_more_is_told(little: Workspace, little_reading: Reading) -> None:
    person = replace(people(little_reading)["Helen Marsden"], files=("narrative/of-another-framework.docx",))
    with pytest.raises(UsageError, match="no form narrative/of-another-framework"):
        pack_forms(little, person)


@pytest.mark.parametrize(("due", "is_late"), [(date(2020, 1, 1), True), (date(2999, 1, 1), False), (None, False)])
def test_who_is_late_is_reminded_of_what_has_not_come(
    little: Workspace, little_reading: Reading, due: date | None, is_late: bool
) -> None:
    record_sent(little, "Health and statutory partners", "Checklist", is_reminder=False)
    found = people(little_reading, due, little)
    late = found["Health and statutory partners"]
    assert bool(late.reminder) == is_late
    assert ("No checklist has come back, was due on 1 January 2020" in late.reminder) == is_late
    assert ("Please send it back by" in late.letter) == (due is not None)
    assert not found["Frontline staff"].reminder


def test_nobody_is_reminded_of_what_never_went_to_them(little_reading: Reading) -> None:
    late = people(little_reading, date(2020, 1, 1))["Health and statutory partners"]
    assert (late.state, late.reminder) == (ReturnState.LATE, "")
    assert late.letter


def test_what_was_sent_is_added_below_and_makes_nothing_older(little: Workspace, little_reading: Reading) -> None:
    before = state_of(little)
    record_sent(little, "Ann: Ash, Head", "Form of Equity", is_reminder=False)
    first = (little.inputs / "sent.yaml").read_text(encoding="utf-8")
    record_sent(little, "Health and statutory partners", "Checklist", is_reminder=True)
    text = (little.inputs / "sent.yaml").read_text(encoding="utf-8")
    assert text.startswith(first)
    told = sent_out(little)
    assert [(one.who, one.what, one.is_reminder) for one in told] == [
        ("Ann: Ash, Head", "Form of Equity", False),
        ("Health and statutory partners", "Checklist", True),
    ]
    partners = people(little_reading, workspace=little)["Health and statutory partners"]
    assert (partners.sent, partners.state) == (told[1:], ReturnState.ASKED)
    assert state_of(little) == before


def test_a_line_by_hand_that_says_too_little_is_passed_over_and_stays(little: Workspace) -> None:
    path = little.inputs / "sent.yaml"
    by_hand = "# ours\r\nsent:\r\n- who: Ann\r\n- words\r\n- {who: Bo, what: Form, when: soon}\r\n"
    path.write_bytes(by_hand.encode())
    assert sent_out(little) == ()
    record_sent(little, "Cy", "Form", is_reminder=False)
    assert path.read_bytes().startswith(by_hand.encode())
    assert [one.who for one in sent_out(little)] == ["Cy"]


@pytest.mark.parametrize("text", ["sent: [", "sent: words", "sent:\n- a\nsent:\n- b\n"])
def test_a_list_that_cannot_be_added_to_is_left_alone(little: Workspace, text: str) -> None:
    path = little.inputs / "sent.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"inputs/sent\.yaml"):
        record_sent(little, "Cy", "Form", is_reminder=False)
    assert path.read_text(encoding="utf-8") == text
