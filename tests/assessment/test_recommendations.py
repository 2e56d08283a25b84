"""What others have recommended: answered, on time and shown, or told; taken from its sheet, and signed by nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engine.assessment.recommendations import recommendation_findings
from engine.assessment.references import reference_findings
from engine.assessment.signed_content import whole_content
from engine.model.assessment import SelfAssessment
from engine.model.recommendation import Answered
from engine.sources.workbook import read_workbook
from engine.transcription.evidence import transcribe_recommendations
from tests.conftest import ROOT
from tests.material.small_council import small_council
from tests.material.small_inputs import SCHEMAS
from tests.transcription.test_evidence_rows import rows_of

YESTERDAY, TOMORROW = timedelta(days=-1), timedelta(days=1)


def _assessment(**changes: Any) -> SelfAssessment:
    """A council with one recommendation that has nothing amiss but the changes."""
    council = small_council()
    sound = replace(council.recommendations[0], due=council.council.day + TOMORROW)
    return replace(council, recommendations=(replace(sound, **changes),))


def _codes(assessment: SelfAssessment) -> list[str]:
    return [finding.code for finding in recommendation_findings(assessment)]


def test_one_that_is_answered_and_on_time_is_well() -> None:
    assert _codes(_assessment()) == []


@pytest.mark.parametrize("column", ["action", "owner", "due"])
def test_one_that_lacks_an_action_an_owner_or_a_day_is_told(column: str) -> None:
    (finding,) = recommendation_findings(_assessment(**{column: None if column == "due" else ""}))
    assert finding.code == "R-01"
    assert finding.message.endswith(f"has nothing under {column.capitalize()}.")


def test_one_that_is_not_accepted_needs_a_reason_and_nothing_else() -> None:
    refused = {"status": Answered.NOT_ACCEPTED, "owner": "", "due": None, "references": ()}
    assert _codes(_assessment(**refused)) == []
    assert _codes(_assessment(**refused, action="")) == ["R-01"]


@pytest.mark.parametrize(
    ("status", "codes"),
    [(Answered.UNDER_WAY, ["R-02"]), (Answered.DONE, []), (Answered.NOT_ACCEPTED, [])],
)
def test_one_that_is_past_its_day_is_late_unless_it_is_done_or_refused(status: Answered, codes: list[str]) -> None:
    day = _assessment().council.day
    assert _codes(_assessment(status=status, due=day + YESTERDAY)) == codes


def test_one_that_is_done_names_its_evidence() -> None:
    assert _codes(_assessment(status=Answered.DONE, references=())) == ["R-03"]


def test_evidence_that_is_not_in_the_workbook_is_told() -> None:
    found = list(reference_findings(_assessment(references=("D-099",))))
    assert ("T-07", "[D-099] is not in evidence.xlsx.") in [(finding.code, finding.message) for finding in found]


def test_nobody_signs_for_it() -> None:
    one, other = _assessment(), _assessment(action="We test none")
    assert whole_content(one, {}) == whole_content(other, {})


def test_a_workbook_without_the_sheet_says_nothing_and_one_without_its_headings_is_told(tmp_path: Path) -> None:
    path = tmp_path / "evidence.xlsx"
    book = load_workbook(ROOT / "inputs" / "evidence.xlsx")
    book["Recommendations"].delete_rows(4)
    book.save(path)
    _, told = read_workbook(path, "inputs/evidence.xlsx", "evidence", SCHEMAS["evidence"])
    assert [finding.code for finding in told] == ["I-06"]
    book.remove(book["Recommendations"])
    book.save(path)
    record, told = read_workbook(path, "inputs/evidence.xlsx", "evidence", SCHEMAS["evidence"])
    assert ("recommendations" in record.values, told) == (False, [])


def test_a_row_is_taken_with_every_id_of_its_evidence() -> None:
    row = {"made_by": "CQC", "recommendation": "Count waits", "evidence": "[D-014], F-003;D-014", "status": "Done"}
    checked = rows_of("evidence", "inputs/evidence.xlsx", recommendations=[row, None, {"made_by": "CQC"}])
    (one,) = transcribe_recommendations(checked)
    assert (one.references, one.status, one.due) == (("D-014", "F-003"), Answered.DONE, None)
