"""What was never meant for the report: prompts, the framework's wording, places that were to be filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.assembly.reading import Reading
from engine.assessment.left_in import left_in_findings
from engine.findings import Finding, Severity
from engine.model.assessment import SelfAssessment
from tests.material.small_word import line


@pytest.fixture
def sample_text(reading: Reading) -> SelfAssessment:
    """The sample's assessment, in which nothing is left in."""
    return reading.assessment


def _found(assessment: SelfAssessment, text: str) -> list[Finding]:
    """What is found where the equity form says this under its ambition."""
    narrative = replace(assessment.statements["equity"], ambition=(line(text),))
    statements = {**assessment.statements, "equity": narrative}
    return list(left_in_findings(replace(assessment, statements=statements)))


def _prompt(assessment: SelfAssessment) -> str:
    return next(prompt for prompt in assessment.framework.prompts() if 12 <= len(prompt.split()) <= 20)


def test_nothing_is_left_in_the_sample(sample_text: SelfAssessment) -> None:
    assert list(left_in_findings(sample_text)) == []


def test_a_prompt_left_in_the_text_is_an_error(sample_text: SelfAssessment) -> None:
    (finding,) = _found(sample_text, _prompt(sample_text))
    assert (finding.code, finding.severity, finding.about) == ("S-04", Severity.ERROR, "equity")
    assert finding.message.startswith(f'"{_prompt(sample_text)[:70]}"')


def test_a_prompt_is_known_in_other_capitals_and_signs(sample_text: SelfAssessment) -> None:
    assert len(_found(sample_text, _prompt(sample_text).upper().rstrip("?") + " …")) == 1


def test_a_prompt_is_known_with_a_word_changed(sample_text: SelfAssessment) -> None:
    words = _prompt(sample_text).split()
    assert len(_found(sample_text, " ".join([*words[:4], "really", *words[5:]]))) == 1


def test_a_prompt_is_known_with_its_answer_behind_it(sample_text: SelfAssessment) -> None:
    assert len(_found(sample_text, f"{_prompt(sample_text)} Very much so.")) == 1


def test_an_answer_in_words_of_its_own_is_text(sample_text: SelfAssessment) -> None:
    assert _found(sample_text, "We describe how people find us, and how long they wait for an assessment.") == []


def test_the_wording_of_an_item_or_a_row_of_the_library_is_known(sample_text: SelfAssessment) -> None:
    framework = sample_text.framework
    row = next(row.text for row in framework.library if len(row.text.split()) >= 6)
    for text in (framework.statements[2].items[0].text, row):
        assert len(_found(sample_text, text)) == 1


def test_the_quality_statement_may_be_quoted(sample_text: SelfAssessment) -> None:
    assert _found(sample_text, sample_text.framework.statements[2].text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Waits are TBC.",
        "Waits are T.B.C.",
        "TODO: ask Priya",
        "Waits are XX days.",
        "Waits fell by xx%.",
        "Waits fell to xxx days.",
        "[insert figure here]",
        "Insert the figure from the dashboard here.",
        "See [name of board].",
        "<date>",
        "Waits fell to ??? days.",
        "Click or tap here to enter text.",
        "Lorem ipsum dolor",
        "The name is ______.",
        "About us…….......",
    ],
)
def test_a_place_that_was_to_be_filled_in_is_an_error(sample_text: SelfAssessment, text: str) -> None:
    assert [(f.code, f.severity) for f in _found(sample_text, text)] == [("S-04", Severity.ERROR)]


@pytest.mark.parametrize(
    "text",
    [
        "We know what to do: ask.",
        "Still to do: talk to carers.",
        "Is it? We ask.",
        "Membership is to be confirmed in May.",
        "The date [D-014] is known.",
        "King George XXI",
        "Here we insert a needle.",
    ],
)
def test_words_that_only_resemble_a_placeholder_are_text(sample_text: SelfAssessment, text: str) -> None:
    assert _found(sample_text, text) == []


@pytest.mark.parametrize("field", ["title", "where_to_look"])
def test_evidence_is_looked_at_too(sample_text: SelfAssessment, field: str) -> None:
    changes: dict[str, Any] = {field: "TBC"}
    document = replace(sample_text.evidence.documents[0], **changes)
    evidence = replace(sample_text.evidence, documents=(document,))
    (finding,) = left_in_findings(replace(sample_text, evidence=evidence))
    assert (finding.place, finding.about) == (document.place, document.ref)
