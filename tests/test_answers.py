"""Checklists as answers: one for each group, one answer for each item, and nothing counted twice or guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assemble import Reading
from engine.cli.tables import readings_json
from engine.findings import Finding, Severity
from engine.model.assessment import Checklist
from engine.model.council import Group
from engine.model.framework import Framework
from engine.record import Checked, Path, Record
from engine.transcription.answers import transcribe_checklists
from engine.vocabulary import Vocabulary, framework_vocabulary

GROUPS = (
    Group("leaders", "Managers and leaders", 17, "Team day", False, True),
    Group("carers", "Unpaid carers", 9, "Forum", True, False),
)
RATINGS = ("Strongly agree", "Strongly disagree", "Tend to agree", "Tend to disagree", "Don’t know", None)


@pytest.fixture(scope="module")
def words(framework: Framework) -> Vocabulary:
    return framework_vocabulary(framework).with_kind("group", ((group.id, group.name) for group in GROUPS))


def workbook(*rows: dict[str, Any] | None, group: str = "leaders", file: str = "leaders.xlsx") -> Checked:
    """A checked workbook; its rows stand below a header in row 1."""
    places: dict[Path, str] = {("group",): "About!B1"}
    for index in range(len(rows)):
        places[("answers", index)] = f"Safeguarding!A{index + 2}"
        places[("answers", index, "rating")] = f"Safeguarding!C{index + 2}"
    record = Record("checklist", f"inputs/checklists/{file}", {}, places)
    return Checked(record, {"group": group, "answers": list(rows)}, ())


def every_item(framework: Framework) -> list[dict[str, Any]]:
    """A row for each item, all of them rated alike."""
    return [{"item": item, "rating": "Tend to agree"} for item in framework.items]


def transcribed(
    books: Sequence[Checked], framework: Framework, words: Vocabulary, groups: Sequence[Group] = GROUPS[:1]
) -> tuple[tuple[Checklist, ...], list[Finding]]:
    return transcribe_checklists(books, groups, framework, words)


# one workbook


def test_a_full_checklist_has_an_answer_for_each_item_and_nothing_to_tell(
    framework: Framework, words: Vocabulary
) -> None:
    (checklist,), findings = transcribed([workbook(*every_item(framework))], framework, words)
    assert list(checklist.answers) == list(framework.items)
    assert (checklist.group, checklist.conflicts, checklist.place.file) == (
        "leaders",
        0,
        "inputs/checklists/leaders.xlsx",
    )
    assert findings == []


def test_an_answer_keeps_its_words_and_its_place(framework: Framework, words: Vocabulary) -> None:
    row = {"item": "Safeguarding 07", "rating": "dont know", "why": "New team.", "have": "Audit", "need": "Survey"}
    (checklist,), _ = transcribed([workbook(row)], framework, words)
    answer = checklist.answers["safeguarding.07"]
    assert answer.rating == framework.ratings[-1]
    assert (answer.why, answer.have, answer.need) == ("New team.", "Audit", "Survey")
    assert answer.place.where == "Safeguarding!C2"


def test_a_blank_rating_is_no_rating_and_not_dont_know(framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    rows[0] = {"item": "assessing-needs.01", "rating": None}
    (checklist,), findings = transcribed([workbook(*rows)], framework, words)
    assert checklist.answers["assessing-needs.01"].rating is None
    assert [(f.severity, f.code, f.message, f.about) for f in findings] == [
        (Severity.INFO, "C-03", "No rating for assessing-needs.01.", "assessing-needs.01")
    ]
    assert findings[0].fix == "Ask the group, or leave it: blank is shown as no answer."


def test_a_reason_without_a_rating_is_told(framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    rows[0] = {"item": "assessing-needs.01", "why": "It depends."}
    _, findings = transcribed([workbook(*rows)], framework, words)
    assert [finding.message for finding in findings] == ["No rating for assessing-needs.01, though a reason is given."]


def test_missing_items_are_an_error_with_their_ids(framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    (checklist,), findings = transcribed([workbook(*rows[2:])], framework, words)
    assert len(checklist.answers) == 92
    (finding,) = findings
    assert (finding.severity, finding.code, finding.about) == (Severity.ERROR, "C-05", "leaders")
    assert finding.message == (
        "2 of 94 checklist items are not in the workbook: assessing-needs.01, assessing-needs.02."
    )


def test_many_missing_items_are_counted_after_the_first_six(framework: Framework, words: Vocabulary) -> None:
    _, findings = transcribed([workbook(*every_item(framework)[10:])], framework, words)
    assert findings[0].message.endswith("assessing-needs.05, assessing-needs.06 and 4 more.")
    assert findings[0].message.startswith("10 of 94")


def test_rows_that_were_wrong_are_passed_over(framework: Framework, words: Vocabulary) -> None:
    (checklist,), _ = transcribed([workbook(None, {"rating": "Tend to agree"}, {"item": "x"})], framework, words)
    assert checklist.answers == {}


# the same item twice


def test_an_item_rated_twice_differently_is_a_conflict_and_neither_counts(
    framework: Framework, words: Vocabulary
) -> None:
    rows = [*every_item(framework), {"item": "safeguarding.07", "rating": "Tend to disagree"}]
    (checklist,), findings = transcribed([workbook(*rows)], framework, words)
    assert checklist.answers["safeguarding.07"].rating is None
    assert checklist.conflicts == 1
    (finding,) = findings
    assert (finding.severity, finding.code, finding.about) == (Severity.ERROR, "C-03", "safeguarding.07")
    assert finding.place.where == "Safeguarding!C96"
    first = 2 + list(framework.items).index("safeguarding.07")
    assert finding.message == (
        f"safeguarding.07 is rated twice, differently; the other is in Safeguarding!C{first}. Neither counts."
    )
    assert finding.fix == "Ask the group which one stands."


def test_a_third_rating_does_not_settle_a_conflict(framework: Framework, words: Vocabulary) -> None:
    ratings = ("Tend to agree", "Tend to disagree", "Tend to agree", None)
    (checklist,), _ = transcribed([workbook(*({"item": "equity.01", "rating": r} for r in ratings))], framework, words)
    assert checklist.answers["equity.01"].rating is None
    assert checklist.conflicts == 1


def test_an_item_rated_twice_alike_counts_once(framework: Framework, words: Vocabulary) -> None:
    rows = [*every_item(framework), {"item": "equity.01", "rating": "Tend to agree"}]
    (checklist,), findings = transcribed([workbook(*rows)], framework, words)
    assert (len(checklist.answers), checklist.conflicts, findings) == (94, 0, [])


@pytest.mark.parametrize("ratings", [("Tend to agree", None), (None, "Tend to agree"), (None, "Tend to agree", None)])
def test_a_blank_row_contradicts_no_rating(
    framework: Framework, words: Vocabulary, ratings: tuple[str | None, ...]
) -> None:
    book = workbook(*({"item": "equity.01", "rating": rating} for rating in ratings))
    (checklist,), findings = transcribed([book], framework, words)
    rating = checklist.answers["equity.01"].rating
    assert rating is not None
    assert rating.name == "Tend to agree"
    assert {finding.code for finding in findings} == {"C-05"}


# several workbooks


def test_checklists_come_in_the_order_of_the_councils_groups(framework: Framework, words: Vocabulary) -> None:
    books = [workbook(*every_item(framework), group=group, file=f"{group}.xlsx") for group in ("carers", "leaders")]
    checklists, findings = transcribed(books, framework, words, GROUPS)
    assert [checklist.group for checklist in checklists] == ["leaders", "carers"]
    assert findings == []


def test_a_second_workbook_of_a_group_is_told_and_not_read(framework: Framework, words: Vocabulary) -> None:
    first = workbook(*every_item(framework), file="a.xlsx")
    second = workbook({"item": "equity.01", "rating": "Strongly disagree"}, group="Managers & leaders", file="b.xlsx")
    (checklist,), (finding,) = transcribed([first, second], framework, words)
    assert checklist.place.file == "inputs/checklists/a.xlsx"
    assert (finding.severity, finding.code) == (Severity.ERROR, "C-02")
    assert finding.place.file == "inputs/checklists/b.xlsx"
    assert finding.message == ("This is a second workbook of the group leaders; the first is inputs/checklists/a.xlsx.")


def test_a_group_without_a_workbook_is_a_warning(framework: Framework, words: Vocabulary) -> None:
    _, (finding,) = transcribed([workbook(*every_item(framework))], framework, words, GROUPS)
    assert (finding.severity, finding.code, finding.about) == (Severity.WARNING, "C-01", "carers")
    assert finding.message == "No checklist of Unpaid carers has come back."
    assert finding.fix == "Put their workbook into inputs/checklists/, with carers on the sheet About."


def test_a_workbook_of_no_group_is_not_counted(framework: Framework, words: Vocabulary) -> None:
    checklists, findings = transcribed([workbook(*every_item(framework), group="")], framework, words)
    assert checklists == ()
    assert [finding.code for finding in findings] == ["C-01"]


# counts


def counts(reading: Reading, checklist: Checklist) -> tuple[int, int, int]:
    """Ratings, blank and conflicts of a checklist, as `penholder check` reports them."""
    told = readings_json(replace(reading.assessment, checklists=(checklist,)))
    assert told["expected"] == 94
    group = told["groups"][checklist.group]
    return group["ratings"], group["blank"], group["conflicts"]


def test_ratings_blanks_and_conflicts_of_every_group_of_the_sample_make_94(reading: Reading) -> None:
    for checklist in reading.assessment.checklists:
        ratings, blank, conflicts = counts(reading, checklist)
        assert ratings + blank + conflicts == 94
        assert ratings > 80


def test_conflicts_are_neither_ratings_nor_blank(reading: Reading, framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    rows[0]["rating"] = None
    book = workbook(*rows, {"item": "equity.01", "rating": "Strongly agree"})
    (checklist,), _ = transcribed([book], framework, words)
    assert counts(reading, checklist) == (92, 1, 1)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 93), st.sampled_from(RATINGS)), max_size=150))
def test_ratings_blanks_and_conflicts_make_94_whatever_was_ticked(
    reading: Reading, framework: Framework, words: Vocabulary, ticked: list[tuple[int, str | None]]
) -> None:
    items = list(framework.items)
    book = workbook(*({"item": items[number], "rating": rating} for number, rating in ticked))
    (checklist,), _ = transcribed([book], framework, words)
    given_to: dict[int, set[str]] = {}
    for number, rating in ticked:
        given_to.setdefault(number, set()).update({rating} if rating else set())
    rated = sum(len(ratings) == 1 for ratings in given_to.values())
    conflicts = sum(len(ratings) > 1 for ratings in given_to.values())
    assert counts(reading, checklist) == (rated, 94 - rated - conflicts, conflicts)
