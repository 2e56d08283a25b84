"""library.xlsx and triangulation.xlsx: every number as the inputs have it, and no text that acts."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.assembly.reading import Reading
from engine.model.assessment import LocalItem
from engine.model.edition import Edition
from engine.model.framework import Rating
from engine.model.side_by_side import GroupSide, ItemSides
from engine.progress import Progress
from engine.publishing.lists.all_lists import lists
from engine.publishing.lists.triangulation import spread
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import ROOT

HEADER = 4


@pytest.fixture(scope="module")
def made(reading: Reading) -> dict[str, bytes]:
    return lists(reading.assessment, reading.judgement)


def rows(data: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet as dictionaries under its headings."""
    page: Worksheet = load_workbook(io.BytesIO(data))[sheet]
    heads, *body = page.iter_rows(min_row=HEADER, values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in body]


def typed() -> dict[str, dict[str, str]]:
    """What each group of the sample typed, read from its workbook by other means: rating by item, by group."""
    found = {}
    for path in sorted((ROOT / "inputs" / "checklists").glob("*.xlsx")):
        book = load_workbook(path, read_only=True)
        found[path.stem] = {
            str(row[0]): str(row[2])
            for sheet in book.worksheets[1:]
            for row in sheet.iter_rows(min_row=HEADER + 1, values_only=True)
            if row[0]
        }
    return found


# triangulation.xlsx


@pytest.mark.slow
def test_every_item_shows_what_every_group_typed(made: dict[str, bytes], reading: Reading) -> None:
    items = {row["Item"]: row for row in rows(made["triangulation.xlsx"], "Items")}
    assert len(items) == 94
    for group in reading.assessment.council.groups:
        for item, rating in typed()[group.id].items():
            assert items[item][group.name] == rating


def test_people_with_lived_experience_stand_first(made: dict[str, bytes]) -> None:
    heads = list(rows(made["triangulation.xlsx"], "Items")[0])
    assert heads[2] == "People with lived experience"


@pytest.mark.slow
def test_counts_of_statements_are_those_of_the_workbooks(made: dict[str, bytes], reading: Reading) -> None:
    names = {statement.name: statement.id for statement in reading.assessment.framework.statements}
    groups = {group.name: group.id for group in reading.assessment.council.groups}
    table = rows(made["triangulation.xlsx"], "Statements")
    assert len(table) == 9 * 5
    for row in table:
        of_statement = [
            rating
            for item, rating in typed()[groups[row["Group"]]].items()
            if item.startswith(f"{names[row['Statement']]}.")
        ]
        counts = Counter(of_statement)
        assert {rating.name: row[rating.name] for rating in reading.assessment.framework.ratings} == {
            rating.name: counts[rating.name] for rating in reading.assessment.framework.ratings
        }
        assert row["Items"] == len(of_statement)


def test_the_response_adds_up_for_every_group(made: dict[str, bytes]) -> None:
    table = rows(made["triangulation.xlsx"], "Response")
    assert len(table) == 5
    for row in table:
        assert row["Rated"] + row["Conflicts"] + row["No answer"] == row["Items"] == 94


def test_a_group_that_sent_nothing_is_not_back_and_has_no_ratings(reading: Reading) -> None:
    assessment = replace(reading.assessment, checklists=reading.assessment.checklists[1:])
    missing = reading.assessment.checklists[0].group
    name = next(group.name for group in assessment.council.groups if group.id == missing)
    made = lists(assessment, reading.judgement)
    assert {row[name] for row in rows(made["triangulation.xlsx"], "Items")} == {"Not back"}
    assert next(row["Back"] for row in rows(made["triangulation.xlsx"], "Response") if row["Group"] == name) == "No"


def test_each_perception_gap_shows_both_sides_with_their_reasons(made: dict[str, bytes], reading: Reading) -> None:
    table = rows(made["triangulation.xlsx"], "Perception gaps")
    gaps = {item.id for ratings in reading.judgement.ratings.values() for item in ratings.gaps}
    assert {row["Item"] for row in table} == gaps
    assert len(table) == 2 * len(gaps)
    assert all(row["Why"] != "–" for row in table)


def test_each_claim_stands_beside_the_kinds_behind_it(made: dict[str, bytes], reading: Reading) -> None:
    table = rows(made["triangulation.xlsx"], "Claims")
    narratives = reading.assessment.statements.values()
    said = [line.text for one in narratives for line in (*one.strengths, *one.improvements)]
    assert [row["What is said"] for row in table] == said
    strengths = [row for row in table if row["As"] == "Works well"]
    by_hand = {"Yes": 0, "No": 0}
    for row in strengths:
        by_hand["Yes" if "," in row["Kinds of evidence"] else "No"] += 1
    told = sum(finding.code == "T-01" for finding in reading.judgement.findings)
    assert (sum(row["Borne out"] == "Yes" for row in strengths), told) == (by_hand["Yes"], by_hand["No"])


def test_the_spread_goes_from_the_best_to_the_worst_and_leaves_out_dont_know(reading: Reading) -> None:
    scale = reading.assessment.framework.ratings
    assert spread(_sides(reading, scale[3], scale[0], scale[4])) == f"{scale[0].name} to {scale[3].name}"
    assert spread(_sides(reading, scale[1], scale[1])) == scale[1].name
    assert spread(_sides(reading, scale[4])) == "–"


def _sides(reading: Reading, *ratings: Rating) -> ItemSides:
    """An item that groups have rated so."""
    answer = next(iter(reading.assessment.checklists[0].answers.values()))
    group = reading.assessment.council.groups[0]
    item = reading.assessment.framework.items[answer.item]
    return ItemSides(item, tuple(GroupSide(group, True, replace(answer, rating=rating)) for rating in ratings), ())


def test_a_row_of_a_groups_own_has_a_sheet_with_all_that_was_said(reading: Reading) -> None:
    first, *others = reading.assessment.checklists
    own = LocalItem(
        text="People get help to feel safe online.",
        statement="safeguarding",
        ratings=("Tend to disagree",),
        why="Nobody showed me",
        have="A leaflet",
        need="A course",
        place=first.place,
    )
    lost = replace(own, statement="", text="", ratings=())
    assessment = replace(reading.assessment, checklists=(replace(first, local_items=(own, lost)), *others))
    table = rows(lists(assessment, reading.judgement)["triangulation.xlsx"], "Own rows")
    name = next(group.name for group in assessment.council.groups if group.id == first.group)
    assert [tuple(row.values()) for row in table] == [
        (name, "Safeguarding", own.text, "Tend to disagree", own.why, own.have, own.need),
        (name, "–", "–", "No answer", own.why, own.have, own.need),
    ]


def test_every_comment_of_an_endorser_stands_there_also_one_that_may_not_be_published(reading: Reading) -> None:
    first, *others = reading.assessment.endorsements
    said = replace(first, comment="Between you and me", publish_comment=False)
    assessment = replace(reading.assessment, endorsements=(said, *others))
    table = rows(lists(assessment, reading.judgement)["triangulation.xlsx"], "Comments")
    assert ("Between you and me", "No") in [(row["Comment"], row["May be published"]) for row in table]
    assert {row["Comment"] for row in table} == {one.comment for one in (said, *others) if one.comment}


# library.xlsx


def test_the_index_has_every_row_of_the_information_return(made: dict[str, bytes]) -> None:
    table = rows(made["library.xlsx"], "Information return")
    assert len({row["Row"] for row in table}) == 47
    assert all(row["Where to look"] for row in table)


def test_the_library_has_every_document_once(made: dict[str, bytes], reading: Reading) -> None:
    refs = [row["Document"] for row in rows(made["library.xlsx"], "Library")]
    assert refs == [document.ref for document in reading.assessment.evidence.documents]


def test_a_reference_is_the_link_to_its_document(made: dict[str, bytes], reading: Reading) -> None:
    sheet = load_workbook(io.BytesIO(made["library.xlsx"]))["Library"]
    first = reading.assessment.evidence.documents[0]
    cell = sheet.cell(HEADER + 1, 1)
    assert cell.hyperlink
    assert (cell.value, cell.hyperlink.target) == (first.ref, first.link)


def test_the_gap_log_has_every_document_that_is_not_there(made: dict[str, bytes], reading: Reading) -> None:
    states = Counter(row["Who said so"] for row in rows(made["library.xlsx"], "Gap log"))
    open_ = Counter(document.status.value for document in reading.assessment.evidence.documents)
    assert states["Gap"] == open_["Gap"]


def test_what_groups_say_they_need_is_in_the_gap_log(reading: Reading) -> None:
    first = reading.assessment.checklists[0]
    answer = replace(next(iter(first.answers.values())), need="Figures for the last three years")
    checklist = replace(first, answers={**first.answers, answer.item: answer})
    made = lists(replace(reading.assessment, checklists=(checklist,)), reading.judgement)
    found = [row for row in rows(made["library.xlsx"], "Gap log") if row["About"] == answer.item]
    assert [row["What is missing"] for row in found] == ["Figures for the last three years"]


# all of them


def test_text_that_begins_like_a_formula_stays_text(reading: Reading) -> None:
    documents = reading.assessment.evidence.documents
    evil = replace(documents[0], title="=cmd|' /C calc'!A0", link="", where_to_look="@SUM(1+1)")
    evidence = replace(reading.assessment.evidence, documents=(evil, *documents[1:]))
    data = lists(replace(reading.assessment, evidence=evidence), reading.judgement)["library.xlsx"]
    cells = [cell for row in load_workbook(io.BytesIO(data))["Library"].iter_rows() for cell in row]
    assert next(cell.data_type for cell in cells if cell.value == evil.title) == "s"
    assert not any(cell.data_type == "f" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "@")))


@pytest.mark.slow
def test_no_cell_of_a_table_is_empty(made: dict[str, bytes]) -> None:
    for data in made.values():
        for name in load_workbook(io.BytesIO(data)).sheetnames:
            assert all(value is not None for row in rows(data, name) for value in row.values()), name


def test_the_same_inputs_give_the_same_bytes(made: dict[str, bytes], reading: Reading) -> None:
    assert lists(reading.assessment, reading.judgement) == made


@pytest.mark.office
def test_they_stand_in_the_edition_and_in_its_manifest(sample: Workspace) -> None:
    built = build(sample, Edition.DRAFT, with_pdf=False, progress=Progress())
    manifest = Path(built.folder / "manifest.json").read_text(encoding="utf-8")
    for name in ("library.xlsx", "triangulation.xlsx"):
        assert (built.folder / name).is_file()
        assert f'"{name}"' in manifest


# improvement-plan.xlsx


def test_recommendations_stand_with_what_comes_of_them(made: dict[str, bytes], reading: Reading) -> None:
    table = rows(made["improvement-plan.xlsx"], "Recommendations")
    assert [row["Recommendation"] for row in table] == [one.text for one in reading.assessment.recommendations]
    assert table[0]["Evidence"].startswith("F-008 Median wait of unpaid carers")
    assert table[-1]["Status"] == "Not accepted"


def test_without_recommendations_there_is_no_sheet_of_them(reading: Reading) -> None:
    made = lists(replace(reading.assessment, recommendations=()), reading.judgement)
    assert "Recommendations" not in load_workbook(io.BytesIO(made["improvement-plan.xlsx"])).sheetnames
