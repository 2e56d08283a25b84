"""Checklists as answers: one for each group, one answer for each item, and nothing counted twice or guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.reading import Reading
from engine.commands.received import readings_json
from engine.findings import Finding, Place, Severity
from engine.model.assessment import Checklist
from engine.model.council import Group
from engine.model.decisions import Decisions
from engine.model.framework import Framework
from engine.model.returned import ReturnedChecklist, Row
from engine.model.vocabulary import Vocabulary, framework_vocabulary, with_rulings
from engine.transcription.answers import transcribe_checklists

GROUPS = (
    Group(id="leaders", name="Managers and leaders", people=17, how="Team day", lived_experience=False, leaders=True),
    Group(id="carers", name="Unpaid carers", people=9, how="Forum", lived_experience=True, leaders=False),
)
RATINGS = ("Strongly agree", "Strongly disagree", "Tend to agree", "Tend to disagree", "Don’t know", None)


@pytest.fixture(scope="module")
def words(framework: Framework) -> Vocabulary:
    return with_rulings(framework_vocabulary(framework), framework).with_kind(
        "group", ((group.id, group.name) for group in GROUPS)
    )


def answer(item: str, *ratings: str | None, **more: str | tuple[str, ...]) -> dict[str, Any]:
    """One row of a workbook: an item with the ratings that are marked, and a reason."""
    return {"items": (item,), "ratings": tuple(filter(None, ratings)), "why": "Because.", **more}


def workbook(
    *rows: dict[str, Any], group: str = "leaders", file: str = "leaders.xlsx", **more: Any
) -> ReturnedChecklist:
    """A file that was read; its rows stand below a header in row 1."""
    path = f"inputs/checklists/{file}"
    blank = {"statement": "", "text": "", "unclear": (), "why": "", "have": "", "need": "", "difference": ""}
    made = tuple(
        Row(
            place=Place(path, f"Safeguarding!C{number}"),
            text_place=Place(path, f"Safeguarding!B{number}"),
            **{**blank, "items": (), "ratings": (), **row},
        )
        for number, row in enumerate(rows, start=2)
    )
    sound = {"digest": file, "names": (file.partition(".")[0],), "coercions": (), "saved": None, "refused": ""}
    place = Place(path, "About!B1")
    return ReturnedChecklist(file=path, group=group, rows=made, group_place=place, **{**sound, **more})


def every_item(framework: Framework) -> list[dict[str, Any]]:
    """A row for each item, all of them rated alike."""
    return [answer(item, "Tend to agree") for item in framework.items]


def transcribed(
    books: Sequence[ReturnedChecklist],
    framework: Framework,
    words: Vocabulary,
    groups: Sequence[Group] = GROUPS[:1],
    decisions: Decisions | None = None,
) -> tuple[tuple[Checklist, ...], list[Finding]]:
    checklists, _, findings, _ = transcribe_checklists(books, decisions or Decisions(), groups, framework, words)
    return checklists, findings


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
    row = answer("safeguarding.07", "Don’t know", why="New team.", have="Audit", need="Survey")
    (checklist,), _ = transcribed([workbook(row)], framework, words)
    given = checklist.answers["safeguarding.07"]
    assert given.rating == framework.ratings[-1]
    assert (given.why, given.have, given.need) == ("New team.", "Audit", "Survey")
    assert given.place.where == "Safeguarding!C2"


def test_a_blank_rating_is_no_rating_and_not_dont_know(framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    rows[0] = answer("assessing-needs.01", why="")
    (checklist,), findings = transcribed([workbook(*rows)], framework, words)
    assert checklist.answers["assessing-needs.01"].rating is None
    assert [(f.severity, f.code, f.message, f.about) for f in findings] == [
        (Severity.INFO, "C-03", "No rating for assessing-needs.01.", "assessing-needs.01")
    ]
    assert findings[0].fix == "Ask the group, or leave it: blank is shown as no answer."


def test_a_checklist_in_which_nobody_has_written_is_one_matter(framework: Framework, words: Vocabulary) -> None:
    rows = [answer(item, why="") for item in framework.items]
    (checklist,), findings = transcribed([workbook(*rows)], framework, words)
    assert checklist.is_blank
    assert [(f.severity, f.code, f.message) for f in findings] == [
        (Severity.WARNING, "C-01", "Nobody has filled in this checklist yet.")
    ]
    (_,), findings = transcribed([workbook(*rows[1:])], framework, words)
    assert {f.code for f in findings} == {"C-01", "C-05"}


def test_a_reason_without_a_rating_is_told(framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    rows[0] = answer("assessing-needs.01", why="It depends.")
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


def test_ratings_without_a_reason_are_one_warning_with_their_number(framework: Framework, words: Vocabulary) -> None:
    rows = [
        *every_item(framework)[:90],
        *(answer(item, "Tend to agree", why="") for item in list(framework.items)[90:]),
    ]
    _, (finding,) = transcribed([workbook(*rows)], framework, words)
    assert (finding.severity, finding.code, finding.about) == (Severity.WARNING, "C-04", "leaders")
    assert finding.message.startswith("4 of 94 answers have a rating and no reason: learning.07")


def test_evidence_alone_is_a_reason(framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    rows[0] = answer("assessing-needs.01", "Tend to agree", why="", need="A survey")
    assert transcribed([workbook(*rows)], framework, words)[1] == []


def test_items_of_the_same_words_rated_differently_are_told(framework: Framework, words: Vocabulary) -> None:
    one = next(item for item in framework.items.values() if item.same_as > item.id)
    rows = [row for row in every_item(framework) if row["items"] != (one.id,)]
    _, (finding,) = transcribed([workbook(*rows, answer(one.id, "Don’t know"))], framework, words)
    assert (finding.severity, finding.code, finding.about) == (Severity.INFO, "C-08", one.same_as)


# the same item twice


def test_an_item_rated_twice_differently_is_a_conflict_and_neither_counts(
    framework: Framework, words: Vocabulary
) -> None:
    rows = [*every_item(framework), answer("safeguarding.07", "Tend to disagree")]
    (checklist,), findings = transcribed([workbook(*rows)], framework, words)
    assert checklist.answers["safeguarding.07"].rating is None
    assert checklist.conflicts == 1
    (finding,) = findings
    assert (finding.severity, finding.code, finding.about) == (Severity.ERROR, "C-03", "safeguarding.07")
    first = 2 + list(framework.items).index("safeguarding.07")
    assert finding.place.where == f"Safeguarding!C{first} and Safeguarding!C96"
    assert finding.message == (
        'safeguarding.07 is rated twice, differently: "Tend to agree" and "Tend to disagree". Neither counts.'
    )
    assert (
        finding.fix == "Ask the group, then settle which rating counts (`penholder settle`, or Settle in the studio)."
    )


def test_two_ticks_in_one_row_are_a_conflict(framework: Framework, words: Vocabulary) -> None:
    rows = [row for row in every_item(framework) if row["items"] != ("equity.01",)]
    book = workbook(*rows, answer("equity.01", "Tend to agree", "Tend to disagree"))
    (checklist,), (finding,) = transcribed([book], framework, words)
    assert (checklist.conflicts, finding.code) == (1, "C-03")


def test_a_mark_that_is_no_rating_is_a_conflict_and_told_in_its_words(framework: Framework, words: Vocabulary) -> None:
    rows = [row for row in every_item(framework) if row["items"] != ("equity.01",)]
    (checklist,), (finding,) = transcribed(
        [workbook(*rows, answer("equity.01", unclear=("mostly",)))], framework, words
    )
    assert checklist.conflicts == 1
    assert finding.message == 'equity.01: "mostly" is none of the ratings, so none counts.'


def test_a_third_rating_does_not_settle_a_conflict(framework: Framework, words: Vocabulary) -> None:
    ratings = ("Tend to agree", "Tend to disagree", "Tend to agree", None)
    (checklist,), _ = transcribed([workbook(*(answer("equity.01", r) for r in ratings))], framework, words)
    assert checklist.answers["equity.01"].rating is None
    assert checklist.conflicts == 1


def test_an_item_rated_twice_alike_counts_once(framework: Framework, words: Vocabulary) -> None:
    rows = [*every_item(framework), answer("equity.01", "Tend to agree")]
    (checklist,), (finding,) = transcribed([workbook(*rows)], framework, words)
    assert (len(checklist.answers), checklist.conflicts) == (94, 0)
    assert (finding.severity, finding.code, finding.about) == (Severity.INFO, "I-24", "equity.01")


def test_the_words_of_every_row_of_an_item_are_kept(framework: Framework, words: Vocabulary) -> None:
    rows = [answer("equity.01", "Tend to agree", why=why) for why in ("One.", "Two.", "One.")]
    (checklist,), _ = transcribed([workbook(*rows)], framework, words)
    assert checklist.answers["equity.01"].why == "One.\nTwo."


@pytest.mark.parametrize("ratings", [("Tend to agree", None), (None, "Tend to agree"), (None, "Tend to agree", None)])
def test_a_blank_row_contradicts_no_rating(
    framework: Framework, words: Vocabulary, ratings: tuple[str | None, ...]
) -> None:
    book = workbook(*(answer("equity.01", rating) for rating in ratings))
    (checklist,), findings = transcribed([book], framework, words)
    rating = checklist.answers["equity.01"].rating
    assert rating is not None
    assert rating.name == "Tend to agree"
    assert {finding.code for finding in findings} == {"C-05", "I-24"}


# several workbooks


def test_checklists_come_in_the_order_of_the_councils_groups(framework: Framework, words: Vocabulary) -> None:
    books = [workbook(*every_item(framework), group=group, file=f"{group}.xlsx") for group in ("carers", "leaders")]
    checklists, findings = transcribed(books, framework, words, GROUPS)
    assert [checklist.group for checklist in checklists] == ["leaders", "carers"]
    assert findings == []


def test_files_of_a_group_that_contradict_one_another_are_an_error_and_what_differs_is_in_conflict(
    framework: Framework, words: Vocabulary
) -> None:
    first = workbook(*every_item(framework), file="a.xlsx", saved=datetime(2026, 3, 2))
    second = workbook(answer("equity.01", "Strongly disagree"), group="Managers & leaders", file="b.xlsx")
    (checklist,), (finding,) = transcribed([first, second], framework, words)
    assert checklist.conflicts == 1
    assert checklist.answers["equity.01"].rating is None
    assert (finding.severity, finding.code, finding.place.file) == (Severity.ERROR, "C-02", "inputs/checklists/b.xlsx")
    assert finding.message == (
        "a.xlsx and b.xlsx are all of the group leaders, and contradict one another over equity.01. What they "
        "disagree on counts as a conflict. a.xlsx was saved last, on 2 March 2026."
    )


def test_files_of_a_group_that_make_up_one_checklist_are_read_as_one_and_told(
    framework: Framework, words: Vocabulary
) -> None:
    rows = every_item(framework)
    books = [workbook(*rows[:40], file="a.xlsx"), workbook(*rows[40:], file="b.xlsx")]
    (checklist,), (finding,) = transcribed(books, framework, words)
    assert (len(checklist.answers), checklist.conflicts) == (94, 0)
    assert (finding.severity, finding.code) == (Severity.WARNING, "C-02")


def test_a_copy_of_a_file_is_named_and_read_once(framework: Framework, words: Vocabulary) -> None:
    books = [workbook(*every_item(framework), file=name, digest="same") for name in ("a.xlsx", "b.xlsx")]
    _, received, (finding,), _ = transcribe_checklists(books, Decisions(), GROUPS[:1], framework, words)
    assert (finding.code, finding.message) == (
        "I-24",
        "The file is a copy of inputs/checklists/a.xlsx, byte for byte. It is read once.",
    )
    assert [each.left_out for each in received] == ["", "a copy of a.xlsx"]


@settings(max_examples=80)
@given(data=st.data())
def test_a_file_has_as_many_ratings_as_its_group_has_by_it(
    data: st.DataObject, framework: Framework, words: Vocabulary
) -> None:
    """Items are counted: not rows, of which two may be about one, and not cells, of which two may be marked."""
    said = st.lists(st.sampled_from(RATINGS[:3]), max_size=2, unique=True)
    items = st.sampled_from([*framework.items][:4])
    rows = [
        answer(item, *names, unclear=("perhaps",) if is_unclear else ())
        for item, names, is_unclear in data.draw(st.lists(st.tuples(items, said, st.booleans()), max_size=8))
    ]
    books = [workbook(*rows)]
    (checklist,), (received,), _, _ = transcribe_checklists(books, Decisions(), GROUPS[:1], framework, words)
    assert received.ratings == sum(given.rating is not None for given in checklist.answers.values())


def test_a_group_without_a_workbook_is_a_warning(framework: Framework, words: Vocabulary) -> None:
    _, (finding,) = transcribed([workbook(*every_item(framework))], framework, words, GROUPS)
    assert (finding.severity, finding.code, finding.about) == (Severity.WARNING, "C-01", "carers")
    assert finding.message == "No checklist of Unpaid carers has come back."
    assert finding.fix == "Put their workbook into inputs/checklists/, with carers on the sheet About."


def test_a_workbook_of_no_group_is_not_counted(framework: Framework, words: Vocabulary) -> None:
    book = workbook(*every_item(framework), group="", names=("Sheet1",))
    checklists, findings = transcribed([book], framework, words)
    assert checklists == ()
    assert [finding.code for finding in findings] == ["C-02", "C-01"]


def test_a_group_nobody_knows_is_told_with_its_cell(framework: Framework, words: Vocabulary) -> None:
    _, findings = transcribed([workbook(*every_item(framework), group="leader")], framework, words)
    assert (findings[0].code, findings[0].place.where) == ("C-02", "About!B1")
    assert findings[0].message.endswith("Did you mean leaders?")


@pytest.mark.parametrize("names", [("2026 unpaid carers FINAL",), ("Carers (3)",), ("x", "Notes", "carers")])
def test_the_name_of_a_file_or_sheet_stands_for_the_group_where_nothing_else_does(
    framework: Framework, words: Vocabulary, names: tuple[str, ...]
) -> None:
    book = workbook(*every_item(framework), group="", names=names)
    (checklist,), (finding,) = transcribed([book], framework, words, GROUPS[1:])
    assert checklist.group == "carers"
    assert (finding.severity, finding.code) == (Severity.INFO, "C-02")


def test_a_name_that_could_be_two_groups_is_asked_for(framework: Framework, words: Vocabulary) -> None:
    book = workbook(*every_item(framework), group="", names=("carers and leaders",))
    checklists, findings = transcribed([book], framework, words, GROUPS)
    assert checklists == ()
    assert findings[0].severity is Severity.ERROR


# rows of a group's own, and rows nobody can be sure of


def test_a_row_of_the_groups_own_is_kept_and_listed(framework: Framework, words: Vocabulary) -> None:
    own = {"text": "Our parking is fair.", "ratings": ("Tend to agree",), "why": "Survey."}
    (checklist,), (finding,) = transcribed([workbook(*every_item(framework), own)], framework, words)
    assert [item.text for item in checklist.local_items] == ["Our parking is fair."]
    assert (finding.severity, finding.code) == (Severity.INFO, "C-06")


def test_words_beside_no_item_are_kept_and_a_warning(framework: Framework, words: Vocabulary) -> None:
    (checklist,), (finding,) = transcribed([workbook(*every_item(framework), {"why": "See above"})], framework, words)
    assert checklist.local_items[0].why == "See above"
    assert (finding.severity, finding.code) == (Severity.WARNING, "C-06")


def test_a_reworded_item_keeps_its_id_and_shows_what_changed(framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    rows[0] = answer("assessing-needs.01", "Tend to agree", difference="“builds” became “puts”")
    (checklist,), (finding,) = transcribed([workbook(*rows)], framework, words)
    assert checklist.answers["assessing-needs.01"].rating is not None
    assert (finding.severity, finding.code) == (Severity.WARNING, "C-07")
    assert finding.message == "assessing-needs.01 was reworded: “builds” became “puts”."


def test_a_form_of_another_edition_is_one_warning(framework: Framework, words: Vocabulary) -> None:
    rows = [answer(item, "Tend to agree", difference="“a” became “b”") for item in framework.items]
    _, (finding,) = transcribed([workbook(*rows)], framework, words)
    assert finding.message.startswith("94 items have other words")


def test_a_row_that_could_be_two_items_puts_both_in_conflict(framework: Framework, words: Vocabulary) -> None:
    rows = [row for row in every_item(framework) if row["items"][0] not in ("equity.01", "equity.02")]
    torn = {"items": ("equity.01", "equity.02"), "ratings": ("Don’t know",)}
    (checklist,), (finding, *_) = transcribed([workbook(*rows, torn)], framework, words)
    assert checklist.conflicts == 2
    assert (finding.severity, finding.code) == (Severity.ERROR, "C-07")


def test_as_many_rows_alike_as_items_they_could_be_are_one_for_each(framework: Framework, words: Vocabulary) -> None:
    rows = [row for row in every_item(framework) if row["items"][0] not in ("equity.01", "equity.02")]
    torn = {"items": ("equity.01", "equity.02"), "ratings": ("Don’t know",), "why": "New."}
    (checklist,), findings = transcribed([workbook(*rows, torn, torn)], framework, words)
    assert (checklist.conflicts, findings) == (0, [])


# counts


def counts(reading: Reading, checklist: Checklist) -> tuple[int, int, int]:
    """Ratings, blank and conflicts of a checklist, as `penholder check` reports them."""
    told = readings_json(replace(reading.assessment, checklists=(checklist,)))
    assert told["expected"] == 94
    group = told["groups"][checklist.group]
    return group["ratings"], group["blank"], group["conflicts"]


def test_the_words_of_a_row_that_could_be_several_items_stand_beside_each_of_them(
    framework: Framework, words: Vocabulary
) -> None:
    torn = {"items": ("equity.01", "equity.02"), "ratings": ("Don’t know",), "why": "New.", "need": "Figures"}
    (checklist,), _ = transcribed([workbook(torn)], framework, words)
    said = [checklist.answers[item] for item in ("equity.01", "equity.02")]
    assert [(one.rating, one.why, one.need) for one in said] == [(None, "New.", "Figures")] * 2
    assert checklist.local_items == ()


def test_a_row_that_could_be_several_items_answered_elsewhere_is_kept_as_one_of_the_groups_own(
    framework: Framework, words: Vocabulary
) -> None:
    rows = [answer("equity.01", "Tend to agree"), answer("equity.02", "Don’t know")]
    torn = {"items": ("equity.01", "equity.02"), "text": "Ask", "ratings": ("Tend to agree",), "why": "Third time."}
    (checklist,), _ = transcribed([workbook(*rows, torn)], framework, words)
    assert [(own.text, own.why) for own in checklist.local_items] == [("Ask", "Third time.")]
    assert checklist.answers["equity.01"].why == "Because."


def test_ratings_blanks_and_conflicts_of_every_group_of_the_sample_make_94(reading: Reading) -> None:
    for checklist in reading.assessment.checklists:
        ratings, blank, conflicts = counts(reading, checklist)
        assert ratings + blank + conflicts == 94
        assert ratings > 80


def test_conflicts_are_neither_ratings_nor_blank(reading: Reading, framework: Framework, words: Vocabulary) -> None:
    rows = every_item(framework)
    rows[0] = answer("assessing-needs.01")
    book = workbook(*rows, answer("equity.01", "Strongly agree"))
    (checklist,), _ = transcribed([book], framework, words)
    assert counts(reading, checklist) == (92, 1, 1)


@settings(derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 93), st.sampled_from(RATINGS)), max_size=150))
def test_ratings_blanks_and_conflicts_make_94_whatever_was_ticked(
    reading: Reading, framework: Framework, words: Vocabulary, ticked: list[tuple[int, str | None]]
) -> None:
    items = list(framework.items)
    book = workbook(*(answer(items[number], rating) for number, rating in ticked))
    (checklist,), _ = transcribed([book], framework, words)
    given_to: dict[int, set[str]] = {}
    for number, rating in ticked:
        given_to.setdefault(number, set()).update({rating} if rating else set())
    rated = sum(len(ratings) == 1 for ratings in given_to.values())
    conflicts = sum(len(ratings) > 1 for ratings in given_to.values())
    assert counts(reading, checklist) == (rated, 94 - rated - conflicts, conflicts)
