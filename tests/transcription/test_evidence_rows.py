"""Rows of evidence.xlsx, endorsements.xlsx and council.yaml as the model's nouns: each id once, each name its id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from engine.findings import Finding, Place
from engine.model.council import Council
from engine.model.evidence import Evidence, Status
from engine.model.framework import Framework
from engine.model.record import Checked, Path, Record
from engine.model.vocabulary import Vocabulary, framework_vocabulary
from engine.transcription.council import transcribe_council
from engine.transcription.evidence import transcribe_endorsements, transcribe_evidence

Rows = Sequence[dict[str, Any] | None]


@pytest.fixture(scope="module")
def words(framework: Framework) -> Vocabulary:
    return framework_vocabulary(framework).with_kind("picture", [("brand/logo.png", "brand/logo.png")])


def rows_of(kind: str, file: str, **sheets: Rows) -> Checked:
    """A checked record of rows; each row's place is its sheet and number."""
    places: dict[Path, str] = {
        (sheet, index): f"{sheet.capitalize()}!A{index + 2}"
        for sheet, rows in sheets.items()
        for index in range(len(rows))
    }
    return Checked(
        Record(schema=kind, file=file, values={}, places=places),
        {sheet: list(rows) for sheet, rows in sheets.items()},
        (),
    )


def evidence(words: Vocabulary, **sheets: Rows) -> tuple[Evidence, list[Finding]]:
    return transcribe_evidence(rows_of("evidence", "inputs/evidence.xlsx", **sheets), words)


# documents


def test_a_document_has_what_its_row_says(words: Vocabulary) -> None:
    row = {
        "library_row": "lib-07",
        "ref": "D-014",
        "title": "Carers strategy",
        "type": "Strategy",
        "theme": "Leadership",
        "status": "In draft",
        "owner": "Head of Carers",
        "due": date(2026, 6, 30),
        "link": "https://wenlow.example.org/carers",
        "kind": "People’s experience",
        "assurance": "outcome",
    }
    found, findings = evidence(words, library=[row])
    (document,) = found.documents
    assert (document.ref, document.title, document.library_rows) == ("D-014", "Carers strategy", ("LIB-07",))
    assert (document.theme, document.kinds, document.status) == ("leadership", ("people",), Status.IN_DRAFT)
    assert (document.due, document.place) == (date(2026, 6, 30), Place("inputs/evidence.xlsx", "Library!A2"))
    assert findings == []


def test_a_document_may_answer_several_rows_of_the_library(words: Vocabulary) -> None:
    rows = [{"ref": "D-001", "title": "Plan", "library_row": row} for row in ("LIB-03", "LIB-09")]
    found, findings = evidence(words, library=rows)
    assert [document.library_rows for document in found.documents] == [("LIB-03", "LIB-09")]
    assert findings == []


def test_a_document_of_the_councils_own_answers_no_row(words: Vocabulary) -> None:
    found, _ = evidence(words, library=[{"ref": "D-060", "title": "Poem", "library_row": ""}])
    assert found.documents[0].library_rows == ()


def test_two_documents_under_one_id_are_told(words: Vocabulary) -> None:
    rows = [{"ref": "D-001", "title": "Plan"}, {"ref": "D-002", "title": "Poem"}, {"ref": "D-001", "title": "Audit"}]
    found, (finding,) = evidence(words, library=rows)
    assert [document.title for document in found.documents] == ["Plan", "Poem"]
    assert (finding.code, finding.place.where) == ("I-11", "Library!A4")
    assert finding.message == 'D-001 has two titles: "Plan" in Library!A2 and "Audit" here.'
    assert finding.fix == "Give one of the two documents an id of its own."


def test_a_second_row_without_a_title_is_no_second_title(words: Vocabulary) -> None:
    _, findings = evidence(words, library=[{"ref": "D-001", "title": "Plan"}, {"ref": "D-001"}])
    assert findings == []


def test_a_document_whose_status_was_wrong_is_a_gap_until_it_is_put_right(words: Vocabulary) -> None:
    found, _ = evidence(words, library=[{"ref": "D-001", "title": "Plan"}])
    assert found.documents[0].status is Status.GAP


def test_rows_without_an_id_are_passed_over(words: Vocabulary) -> None:
    found, _ = evidence(words, library=[{"title": "Plan"}, None], sources=[{"title": "ASCOF"}], figures=[None])
    assert found == Evidence((), (), ())


# sources and figures


@pytest.mark.parametrize("typed", ["SRC-03", "src-03", "SRC 03"])
def test_a_source_names_the_listed_one_in_any_writing(words: Vocabulary, typed: str) -> None:
    found, _ = evidence(words, sources=[{"ref": "E-003", "title": "ASCOF", "listed_as": typed, "used": True}])
    assert found.sources[0].listed_as == "SRC-03"


def test_a_source_of_the_councils_own_is_listed_nowhere(words: Vocabulary) -> None:
    found, _ = evidence(words, sources=[{"ref": "E-020", "title": "Our survey", "listed_as": "", "used": True}])
    assert found.sources[0].listed_as == ""


def test_a_figure_has_what_its_row_says(words: Vocabulary) -> None:
    row = {"ref": "F-001", "measure": "Waits", "statement": "Assessing needs", "value": "24 days", "source": "E-003"}
    found, _ = evidence(words, figures=[row])
    (figure,) = found.figures
    assert (figure.statement, figure.value, figure.source) == ("assessing-needs", "24 days", "E-003")
    assert (figure.as_at, figure.at_a_glance, figure.a_year_ago) == (None, False, "")


@pytest.mark.parametrize(("sheet", "ref"), [("sources", "E-003"), ("figures", "F-003")])
def test_an_id_that_is_used_twice_is_told_and_the_first_counts(words: Vocabulary, sheet: str, ref: str) -> None:
    rows = [{"ref": ref, "title": "one", "measure": "one"}, {"ref": ref, "title": "two", "measure": "two"}]
    found, (finding,) = evidence(words, **{sheet: rows})
    assert list(found.titles().values()) == ["one"]
    assert (finding.code, finding.place.where) == ("I-11", f"{sheet.capitalize()}!A3")
    assert finding.message == f"{ref} stands here a second time; the first is in {sheet.capitalize()}!A2."
    assert finding.fix == "Give the row an id of its own, and never change it."


# endorsements


def test_an_endorser_has_a_role_and_a_declaration_by_their_ids(words: Vocabulary, framework: Framework) -> None:
    role, declaration = framework.roles[0], framework.declarations[0]
    row = {"role": role.name, "name": "Priya Nair", "declaration": declaration.heading, "status": "Agreed"}
    (endorsement,) = transcribe_endorsements(rows_of("endorsements", "e.xlsx", endorsements=[row]), words)
    assert (endorsement.role, endorsement.declaration) == (role.id, declaration.id)
    assert (endorsement.status, endorsement.date, endorsement.comment) == ("Agreed", None, "")


def test_a_comment_is_not_published_unless_somebody_says_so(words: Vocabulary, framework: Framework) -> None:
    row = {"role": framework.roles[0].id, "name": "Priya Nair", "comment": "A fair account."}
    (endorsement,) = transcribe_endorsements(rows_of("endorsements", "e.xlsx", endorsements=[row]), words)
    assert endorsement.publish_comment is False


@pytest.mark.parametrize("row", [{"name": "Priya Nair"}, {"role": "council-leader"}, None])
def test_a_row_without_a_role_or_a_name_is_no_endorser(words: Vocabulary, row: dict[str, Any] | None) -> None:
    assert transcribe_endorsements(rows_of("endorsements", "e.xlsx", endorsements=[row]), words) == ()


# council.yaml


def council(words: Vocabulary, **changes: Any) -> tuple[Council, list[Finding]]:
    """The council of a checked council.yaml in which whole fields may be changed."""
    group = {"people": 9, "how": "Forum", "lived_experience": False, "leaders": False}
    verifier = {"name": "Priya Nair", "position": "Head", "email": ""}
    fields = {
        "council": {"name": "Wenlow Borough Council", "short_name": "Wenlow"},
        "report": dict.fromkeys(("title", "subtitle", "version", "marking"), "x")
        | dict.fromkeys(("date", "review_due"), date(2026, 3, 14)),
        "brand": {"logo": "", "logo_description": ""},
        "groups": [{"id": "leaders", "name": "Leaders", **group}, {"id": "carers", "name": "Carers", **group}],
        "verifiers": [{"statement": "equity", **verifier}, {"statement": "learning", **verifier}],
        "acronyms": [{"short": "SAB", "long": "Safeguarding Adults Board"}],
        "public": {"people": "posts"},
        "dates": {"notification": None, "information_return": None, "visit": None, "publication": None, "earlier": []},
        "thresholds": dict.fromkeys(
            ("kinds_of_evidence", "dont_know", "figure_days", "window_days", "sentence_words"), 1
        ),
        "severities": [{"code": "T-02", "severity": "error"}],
        "not_asked": [{"role": "dass", "reason": "The post is vacant."}],
        "signing": {"profile": "acroform"},
    }
    record = Record(
        schema="council",
        file="inputs/council.yaml",
        values={},
        places={("groups", 1): "line 9", ("verifiers", 1): "line 14"},
    )
    return transcribe_council(Checked(record, {**fields, **changes}, ()), words)


def test_the_council_has_its_groups_verifiers_and_acronyms(words: Vocabulary) -> None:
    found, findings = council(words)
    assert [group.id for group in found.groups] == ["leaders", "carers"]
    assert [verifier.statement for verifier in found.verifiers] == ["equity", "learning"]
    assert found.severities == {"T-02": "error"}
    assert found.not_asked == {"dass": "The post is vacant."}
    assert [acronym.short for acronym in found.acronyms] == ["SAB"]
    assert findings == []


@pytest.mark.parametrize("typed", ["brand/logo.png", "Brand/Logo.PNG", "brand\\logo.png"])
def test_the_logo_is_found_in_every_writing_that_was_accepted(words: Vocabulary, typed: str) -> None:
    found, _ = council(words, brand={"logo": typed, "logo_description": ""})
    assert found.logo == "brand/logo.png"
    assert found.logo_description == "Wenlow Borough Council"


def test_a_group_that_stands_there_twice_is_told_and_the_first_counts(words: Vocabulary) -> None:
    group = {"id": "leaders", "people": 9, "how": "Forum", "lived_experience": False, "leaders": True}
    found, (finding,) = council(words, groups=[{**group, "name": "First"}, {**group, "name": "Second"}])
    assert [known.name for known in found.groups] == ["First"]
    assert (finding.code, finding.place) == ("I-11", Place("inputs/council.yaml", "line 9"))
    assert finding.message == '"leaders" stands among the groups a second time; only the first counts.'


def test_two_verifiers_of_one_statement_are_told_in_any_writing(words: Vocabulary) -> None:
    verifier = {"name": "Priya Nair", "position": "Head", "email": ""}
    both = [{**verifier, "statement": "care-provision"}, {**verifier, "statement": "Care provision"}]
    found, (finding,) = council(words, verifiers=both)
    assert len(found.verifiers) == 1
    assert (finding.code, finding.place.where) == ("I-11", "line 14")
