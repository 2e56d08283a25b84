"""What a signature stands for: the fingerprint of a statement's content, and the code of its sheet."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.assembly.reading import Reading
from engine.assessment.assess import assess
from engine.assessment.fingerprint import fingerprint, is_sheet_code, lines_of, sheet_code
from engine.assessment.ratings import statement_ratings
from engine.assessment.signed_content import content_fingerprints, statement_content
from engine.assessment.texts import cited as cited_in
from engine.findings import Place
from engine.model.assessment import ActionStatus, SelfAssessment
from engine.model.story import Picture, Table
from tests.material.small_word import cited, line

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture
def content(reading: Reading) -> SelfAssessment:
    """The sample's assessment."""
    return reading.assessment


def _prints(assessment: SelfAssessment) -> dict[str, str]:
    """The fingerprints of all statements, and of the whole."""
    ratings = {each.id: statement_ratings(assessment, each) for each in assessment.framework.statements}
    prints, whole = content_fingerprints(assessment, ratings)
    return prints | {"whole": whole}


def _with(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    """The sample with parts of the equity form changed."""
    narrative = replace(assessment.statements["equity"], **changes)
    return replace(assessment, statements={**assessment.statements, "equity": narrative})


def _changed(before: SelfAssessment, after: SelfAssessment) -> set[str]:
    old, new = _prints(before), _prints(after)
    return {name for name in old if old[name] != new[name]}


def test_a_day_that_is_not_set_is_shown_to_nobody_and_counts_as_it_always_did(content: SelfAssessment) -> None:
    action = replace(content.statements["equity"].actions[0], due=None)
    assessment = _with(content, actions=(action,))
    (statement,) = [one for one in content.framework.statements if one.id == "equity"]
    made = statement_content(assessment, statement, statement_ratings(assessment, statement))
    (told,) = [one for one in lines_of(made) if one.startswith("Actions: ")]
    assert "None" not in told
    assert action.measure.text in told
    plain = json.loads(json.dumps(made))
    assert "None" in str(plain["narrative"]["actions"])
    assert fingerprint(plain) == fingerprint(made)


# what changes a fingerprint


def test_a_fingerprint_is_a_sha_256(content: SelfAssessment) -> None:
    assert all(re.fullmatch("[0-9a-f]{64}", print_) for print_ in _prints(content).values())


def test_no_two_statements_have_one_fingerprint(content: SelfAssessment) -> None:
    assert len(set(_prints(content).values())) == 10


def test_the_same_content_has_the_same_fingerprint(content: SelfAssessment) -> None:
    assert _prints(content) == _prints(replace(content))


def test_a_judgement_holds_these_fingerprints(content: SelfAssessment) -> None:
    judgement = assess(content, ())
    assert judgement.fingerprints | {"whole": judgement.whole_fingerprint} == _prints(content)


@pytest.mark.parametrize("part", ["ambition", "strengths", "improvements", "evidence", "plans", "documents"])
def test_a_changed_word_changes_its_statement_and_the_whole(content: SelfAssessment, part: str) -> None:
    before = _with(content, **{part: (line("People wait four weeks."),)})
    after = _with(content, **{part: (line("People wait five weeks."),)})
    assert _changed(before, after) == {"equity", "whole"}


@pytest.mark.parametrize(("part", "words"), [("view", "We do well"), ("direction", "Worse")])
def test_a_changed_view_changes_it(content: SelfAssessment, part: str, words: str) -> None:
    assert _changed(content, _with(content, **{part: words})) == {"equity", "whole"}


def test_another_reference_changes_it(content: SelfAssessment) -> None:
    before = _with(content, plans=(line("A plan ", cited("D-001")),))
    after = _with(content, plans=(line("A plan ", cited("D-002")),))
    assert _changed(before, after) == {"equity", "whole"}


def test_another_key_document_changes_it(content: SelfAssessment) -> None:
    after = _with(content, documents=(*content.statements["equity"].documents, line(cited("D-001"))))
    assert _changed(content, after) == {"equity", "whole"}


def test_a_new_title_of_a_document_changes_the_statements_that_cite_it(content: SelfAssessment) -> None:
    before = _with(content, plans=(line(cited("D-001")),))
    first, *others = before.evidence.documents
    evidence = replace(before.evidence, documents=(replace(first, title="Another title"), *others))
    changed = _changed(before, replace(before, evidence=evidence))
    assert changed == {s for s, form in before.statements.items() if first.ref in cited_in(form)} | {"whole"}
    assert "equity" in changed


def test_a_new_value_of_a_figure_changes_the_statements_that_cite_it(content: SelfAssessment) -> None:
    before = _with(content, plans=(line(cited("F-001")),))
    first, *others = before.evidence.figures
    evidence = replace(before.evidence, figures=(replace(first, value="99%"), *others))
    changed = _changed(before, replace(before, evidence=evidence))
    assert changed == {s for s, form in before.statements.items() if first.ref in cited_in(form)} | {"whole"}
    assert "equity" in changed


def test_a_figure_that_nobody_cites_changes_no_statement(content: SelfAssessment) -> None:
    figure = replace(content.evidence.figures[0], ref="F-900", value="1%")
    evidence = replace(content.evidence, figures=(*content.evidence.figures, figure))
    other = replace(evidence, figures=(*content.evidence.figures, replace(figure, value="2%")))
    assert _changed(replace(content, evidence=evidence), replace(content, evidence=other)) == set()


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("owner", "Somebody else"),
        ("due", date(2030, 1, 1)),
        ("status", ActionStatus.DONE),
        ("overseen_by", "Another board"),
    ],
)
def test_a_changed_action_changes_it(content: SelfAssessment, part: str, value: object) -> None:
    first, *others = content.statements["equity"].actions
    changed: Any = {part: value}
    assert _changed(content, _with(content, actions=(replace(first, **changed), *others))) == {"equity", "whole"}


@pytest.mark.parametrize("part", ["words", "who", "where"])
def test_a_changed_quotation_changes_it(content: SelfAssessment, part: str) -> None:
    first, *others = content.statements["equity"].quotations
    changed: Any = {part: "something else"}
    assert _changed(content, _with(content, quotations=(replace(first, **changed), *others))) == {"equity", "whole"}


def test_a_changed_rating_changes_it(content: SelfAssessment) -> None:
    first, *others = content.checklists
    answer = first.answers["equity.01"]
    rating = next(rating for rating in content.framework.ratings if rating != answer.rating)
    answers = {**first.answers, "equity.01": replace(answer, rating=rating)}
    after = replace(content, checklists=(replace(first, answers=answers), *others))
    assert _changed(content, after) == {"equity", "whole"}


def test_a_changed_cell_of_a_table_changes_it(content: SelfAssessment) -> None:
    one, other = (Table((((line("Area"),),), ((line(words),),)), Place("")) for words in ("North", "South"))
    assert _changed(_with(content, evidence=(one,)), _with(content, evidence=(other,))) == {"equity", "whole"}


@pytest.mark.parametrize(("data", "alt"), [(b"other", "A map"), (b"picture", "Another map")])
def test_another_picture_or_other_words_for_it_change_it(content: SelfAssessment, data: bytes, alt: str) -> None:
    one = _with(content, evidence=(Picture(data=b"picture", alt="A map", width=80, height=40, place=Place("")),))
    other = _with(content, evidence=(Picture(data=data, alt=alt, width=80, height=40, place=Place("")),))
    assert _changed(one, other) == {"equity", "whole"}


# what does not


@pytest.mark.parametrize(
    "changes",
    [
        {"logo": "brand/new.png", "logo_description": "A new logo"},
        {"date": date(2027, 1, 1)},
        {"review_due": date(2030, 1, 1)},
        {"marking": "OFFICIAL-SENSITIVE"},
        {"version": "4.0"},
        {"verifiers": ()},
    ],
)
def test_brand_dates_and_people_leave_every_fingerprint_as_it_is(
    content: SelfAssessment, changes: dict[str, object]
) -> None:
    anything: Any = changes
    assert _changed(content, replace(content, council=replace(content.council, **anything))) == set()


def test_where_a_text_stands_in_its_form_makes_no_difference(content: SelfAssessment) -> None:
    one = line("The same words")
    other = replace(one, place=Place("elsewhere.docx", "paragraph 9"))
    assert _changed(_with(content, plans=(one,)), _with(content, plans=(other,))) == set()


def test_the_size_of_a_picture_makes_no_difference(content: SelfAssessment) -> None:
    one, other = (
        Picture(data=b"picture", alt="A map", width=width, height=width / 2, place=Place("")) for width in (80.0, 158.0)
    )
    assert _changed(_with(content, evidence=(one,)), _with(content, evidence=(other,))) == set()


# the whole


def test_the_overview_changes_only_the_whole(content: SelfAssessment) -> None:
    overview = replace(content.overview, about=(line("Another place"),))
    assert _changed(content, replace(content, overview=overview)) == {"whole"}


def test_a_theme_changes_only_the_whole(content: SelfAssessment) -> None:
    theme = replace(content.themes["leadership"], lead="Other words")
    assert _changed(content, replace(content, themes={**content.themes, "leadership": theme})) == {"whole"}


def test_a_risk_changes_only_the_whole(content: SelfAssessment) -> None:
    first, *others = content.overview.risks
    overview = replace(content.overview, risks=(replace(first, owner="Somebody else"), *others))
    assert _changed(content, replace(content, overview=overview)) == {"whole"}


# codes of sheets


@given(st.lists(st.text(max_size=20), max_size=4))
def test_a_code_is_two_groups_of_five_and_one_of_ours(parts: list[str]) -> None:
    code = sheet_code(*parts)
    assert re.fullmatch(f"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code)
    assert is_sheet_code(code)


def test_a_code_may_be_typed_small_with_spaces_or_without_its_hyphen() -> None:
    code = sheet_code("Wenlow", "3.0")
    assert is_sheet_code(code.lower())
    assert is_sheet_code(code.replace("-", ""))
    assert is_sheet_code(f" {code.replace('-', ' ')} ")


@given(st.text(max_size=20), st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_caught(part: str, at: int, wrong: str) -> None:
    code = sheet_code(part).replace("-", "")
    assume(code[at] != wrong)
    assert not is_sheet_code(code[:at] + wrong + code[at + 1 :])


@given(st.text(max_size=20), st.integers(0, 9), st.integers(0, 9))
def test_two_characters_that_changed_places_are_always_caught(part: str, one: int, other: int) -> None:
    letters = list(sheet_code(part).replace("-", ""))
    assume(letters[one] != letters[other])
    letters[one], letters[other] = letters[other], letters[one]
    assert not is_sheet_code("".join(letters))


@pytest.mark.parametrize("typed", ["", "7K2M4", "7K2M4-QX9TB7", "ILOU0-00000", "7K2M4-QX9T£"])
def test_what_has_another_length_or_other_letters_is_no_code(typed: str) -> None:
    assert not is_sheet_code(typed)


def test_a_code_tells_edition_version_and_content_apart() -> None:
    parts = ("Wenlow", "3.0", "draft", "equity", "print")
    others = [(*parts[:at], "other", *parts[at + 1 :]) for at in range(len(parts))]
    assert len({sheet_code(*parts), *(sheet_code(*other) for other in others)}) == 6
