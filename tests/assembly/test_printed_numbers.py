"""Every number of groups, ratings and gaps that is printed anywhere equals one counted anew from what groups rated.

Counted by the letter of the guide, from the checklists alone: nothing of the assessment's own rules is used here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.reading import Reading
from engine.assessment.readiness import readiness
from engine.findings import Place
from engine.model.assessment import Answer, Checklist, SelfAssessment
from engine.model.council import Compared, Group
from engine.model.edition import Edition
from engine.model.framework import QualityStatement
from engine.publishing.lists.triangulation import triangulation_tables
from engine.rendering.readiness_page import readiness_page
from tests.assessment.test_perception_gaps import AGREES, RATINGS, groups, is_gap
from tests.material.depth import cases
from tests.material.drawn_packs import Pack, drawn, text_of

SAID = re.compile(
    r"([^.;:\n]+?) agree with (\d+) of the (\d+)(?: \(and do not know about (\d+)\))?; "
    r"([^.;:]+?) agree with (\d+)(?: \(and do not know about (\d+)\))?\. "
    r"The gap is on items? ([\d, ]+), where (group \d+) rate us higher\."
)
TITLE = re.compile(r"(Group \d+) agrees? with (\d+) of (\d+) items?")
NO_ANSWER = None


@dataclass(frozen=True)
class Rated:
    """What each group that answered rated of each item, as it was drawn, and who is compared with whom."""

    council: tuple[Group, ...]
    said: dict[str, dict[str, str | None]]
    compared: Compared

    @property
    def back(self) -> tuple[Group, ...]:
        """Who sent a checklist, in the order in which groups are printed: people with lived experience first."""
        in_order = sorted(self.council, key=lambda group: not group.lived_experience)
        return tuple(group for group in in_order if group.id in self.said)

    def of(self, group: Group, statement: QualityStatement) -> list[str | None]:
        return [self.said[group.id][item.id] for item in statement.items]

    def agree(self, group: Group, statement: QualityStatement) -> int:
        return sum(rating in AGREES for rating in self.of(group, statement))

    def counts(self, group: Group, statement: QualityStatement) -> list[int]:
        """By rating in the order of the scale, and without an answer."""
        counted = Counter(self.of(group, statement))
        return [counted[rating] for rating in RATINGS]

    def gaps(self, statement: QualityStatement) -> dict[tuple[Group, Group], list[str]]:
        """The numbers of the items on which the first group of a pair rates better by so much."""
        found = {}
        for better in self.back:
            for worse in self.back:
                if self.compared is Compared.EVERY_TWO_GROUPS or (better.leaders and worse.lived_experience):
                    pair = zip(statement.items, self.of(better, statement), self.of(worse, statement), strict=True)
                    found[better, worse] = [item.number for item, one, other in pair if is_gap(one, other)]
        return {pair: items for pair, items in found.items() if items}

    def items_with_a_gap(self, statement: QualityStatement) -> list[str]:
        return sorted({number for items in self.gaps(statement).values() for number in items})


@st.composite
def ratings(draw: st.DrawFn, reading: Reading) -> Rated:
    council = draw(groups)
    back = draw(st.lists(st.sampled_from([group.id for group in council]), min_size=1, unique=True))
    items = reading.assessment.framework.items
    seeds = draw(st.lists(st.randoms(use_true_random=False), min_size=len(back), max_size=len(back)))
    said = {
        group: {item: seed.choice(RATINGS) for item in items} for group, seed in zip(sorted(back), seeds, strict=True)
    }
    return Rated(council, said, draw(st.sampled_from(Compared)))


def assessment_of(reading: Reading, rated: Rated) -> SelfAssessment:
    """The sample with these groups and their checklists."""
    assessment = reading.assessment
    names = {rating.name: rating for rating in assessment.framework.ratings}

    def checklist(group: Group) -> Checklist:
        place = Place(f"inputs/checklists/{group.id}.xlsx", "Equity!C5")
        answers = {
            item: Answer(item=item, rating=names.get(rating or ""), why="", have="", need="", place=place)
            for item, rating in rated.said[group.id].items()
        }
        return Checklist(group=group.id, answers=answers, conflicts=0, place=place)

    council = replace(assessment.council, groups=rated.council, compared=rated.compared)
    return replace(assessment, council=council, checklists=tuple(map(checklist, rated.back)))


def tables(pack: Pack, document: str, first: str) -> Iterator[list[list[str]]]:
    """The rows of the tables whose header begins so, the header aside."""
    for table in pack.bodies[document].iter("{*}tbl"):
        rows = [[text_of(cell) for cell in row.findall("{*}tc")] for row in table.findall("{*}tr")]
        if rows[0][0] == first:
            yield rows[1:]


@pytest.mark.slow
@settings(max_examples=cases(5))
@given(data=st.data())
def test_every_printed_number_is_the_one_that_was_rated(reading: Reading, data: st.DataObject) -> None:
    rated = data.draw(ratings(reading))
    pack = drawn(reading, assessment_of(reading, rated), None, Edition.DRAFT)
    in_tables_of_ratings(pack, rated)
    in_boxes_and_titles(pack, rated)
    on_sheets(pack, rated)
    in_readiness(pack, rated)
    in_triangulation(pack, rated)


def in_tables_of_ratings(pack: Pack, rated: Rated) -> None:
    """The table at each statement of the report, on its sheet and in its brief."""
    statements = pack.reading.assessment.framework.statements
    printed = [table for table in tables(pack, "report", "Group") if len(table[0]) == 7]
    for statement, in_report in zip(statements, printed, strict=True):
        expected = [[group.name, *map(str, rated.counts(group, statement))] for group in rated.back]
        assert in_report == expected, statement.name
        for document in (f"verification/{statement.id}", f"briefs/{statement.id}"):
            assert [table for table in tables(pack, document, "Group") if len(table[0]) == 7] == [expected]


def in_boxes_and_titles(pack: Pack, rated: Rated) -> None:
    """What the report says in words of groups, one with its own numbers each, and of the items on which they differ."""
    statements = pack.reading.assessment.framework.statements
    said = [
        (higher, int(one), int(unsure or 0), int(of), worse.lower(), int(other), int(dark or 0), items)
        for better, one, of, unsure, worse, other, dark, items, higher in SAID.findall(pack.texts["report"])
    ]
    expected = [
        (
            better.name.lower(),
            rated.agree(better, statement),
            rated.of(better, statement).count("Don’t know"),
            len(statement.items),
            worse.name.lower(),
            rated.agree(worse, statement),
            rated.of(worse, statement).count("Don’t know"),
            ", ".join(items),
        )
        for statement in statements
        for (better, worse), items in rated.gaps(statement).items()
    ]
    assert sorted(said) == sorted(expected)
    assert pack.texts["report"].count("The gap is on") == len(expected)
    by_name = {group.name: group for group in rated.back}
    true = {
        (name, rated.agree(group, statement), len(statement.items))
        for name, group in by_name.items()
        for statement in statements
    }
    told = TITLE.findall(pack.texts["report"])
    assert {(name, int(number), int(items)) for name, number, items in told} <= true


def on_sheets(pack: Pack, rated: Rated) -> None:
    """The open point on perception gaps, with each item once."""
    for statement in pack.reading.assessment.framework.statements:
        items = rated.items_with_a_gap(statement)
        count = f"{len(items)} of {len(statement.items)} items"
        lines = [f"There is a perception gap on {count}: {', '.join(items)}."] if items else []
        printed = pack.texts[f"verification/{statement.id}"].splitlines()
        assert [line for line in printed if "perception gap" in line] == lines


def in_readiness(pack: Pack, rated: Rated) -> None:
    """The page for the director, and the page in a browser."""
    assessment, judgement = pack.reading.assessment, pack.reading.judgement
    page = lxml.html.fromstring(readiness_page(assessment, readiness(assessment, judgement), Edition.DRAFT).decode())
    (table, *_) = page.iter("table")
    header, *rows = ([" ".join(str(cell.xpath("string()")).split()) for cell in row] for row in table.iter("tr"))
    in_word = {row[0]: row for rows in tables(pack, "readiness", "Statement") for row in rows}
    for statement, row in zip(assessment.framework.statements, rows, strict=True):
        cells = dict(zip(header, row, strict=True))
        people = said_of([group for group in rated.back if group.lived_experience], statement, rated)
        leaders = said_of([group for group in rated.back if group.leaders], statement, rated)
        assert (cells["People agree"], cells["Leaders agree"]) == (people, leaders)
        assert cells["Perception gaps"] == str(len(rated.items_with_a_gap(statement)))
        assert in_word[statement.name][3:5] == [people, leaders]


def said_of(of_kind: list[Group], statement: QualityStatement, rated: Rated) -> str:
    counts = [f"{rated.agree(group, statement)} of {len(statement.items)} items" for group in of_kind]
    if len(of_kind) > 1:
        names = (f"{group.name[0].lower()}{group.name[1:]}" for group in of_kind)
        return "; ".join(f"{count} ({name})" for count, name in zip(counts, names, strict=True))
    return counts[0] if counts else "Not back"


def in_triangulation(pack: Pack, rated: Rated) -> None:
    """The sheets with counts, with every item, and with who answered how much."""
    assessment = pack.reading.assessment
    sheets = {table.sheet: table for table in triangulation_tables(assessment, pack.reading.judgement)}
    statements, items, response = sheets["Statements"], sheets["Items"], sheets["Response"]
    assert [list(row) for row in statements.rows if row[1] in {group.name for group in rated.back}] == [
        [
            statement.name,
            group.name,
            *rated.counts(group, statement),
            rated.agree(group, statement),
            len(statement.items),
        ]
        for statement in assessment.framework.statements
        for group in rated.back
    ]
    columns = [name for name, _ in items.columns]
    for row in items.rows:
        cells = dict(zip(columns, row, strict=True))
        answers = [rated.said[group.id][str(cells["Item"])] for group in rated.back]
        assert [cells[group.name] for group in rated.back] == [answer or "No answer" for answer in answers]
        assert (cells["Don’t know"], cells["No answer"]) == (answers.count("Don’t know"), answers.count(NO_ANSWER))
    by_group = {row[0]: row for row in response.rows}
    for group in rated.back:
        given = [rating for rating in rated.said[group.id].values() if rating]
        assert (by_group[group.name][3], by_group[group.name][6]) == (len(given), len(assessment.framework.items))
