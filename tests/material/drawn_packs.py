"""Packs of councils like the sample, but for how many there are of something: drawn in memory, and read as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from engine.assembly.drawing import draw
from engine.assembly.reading import Reading
from engine.assessment.assess import assess
from engine.assessment.public import published
from engine.assessment.readiness import readiness
from engine.model.assessment import Checklist, SelfAssessment
from engine.model.council import Group
from engine.model.edition import Edition, Order
from engine.model.snapshot import Snapshot
from engine.publishing.lists.all_lists import lists
from engine.rendering.readiness_page import readiness_page
from engine.word.names import NAMESPACES
from engine.workspace import Workspace
from tests.conftest import ROOT

_W = f"{{{NAMESPACES['w']}}}"


@dataclass(frozen=True)
class Pack:
    """texts: of each file and of its alternative texts, a line for each paragraph. bodies: of each Word file."""

    reading: Reading
    texts: dict[str, str]
    bodies: dict[str, etree._Element]

    def rows_below(self, document: str, words: str) -> list[int]:
        """Below each line with these words, the rows of the next table, its header aside."""
        found, waits = [], False
        for element in self.bodies[document]:
            if element.tag == f"{_W}tbl" and waits:
                found.append(len(element.findall(f"{_W}tr")) - 1)
                waits = False
            waits = waits or words in text_of(element)
        return found

    def rating_rows(self, document: str) -> list[int]:
        """The rows of each table of ratings, its header aside."""
        tables = (each for each in self.bodies[document] if each.tag == f"{_W}tbl")
        rows = (table.findall(f"{_W}tr") for table in tables)
        return [len(each) - 1 for each in rows if text_of(each[0]).startswith("GroupStrongly agree")]


def groups(assessment: SelfAssessment, asked: int, back: int | None = None) -> SelfAssessment:
    """The council with so many groups; the first is of people with lived experience, the second of leaders.

    Their checklists are the sample's in turn. back: how many of them came back, without it all.
    """
    sample = assessment.checklists
    made = tuple(
        Group(
            id=f"group-{number}",
            name=f"Panel {chr(65 + number)}",
            people=number + 1,
            how="Meeting",
            lived_experience=number % 5 == 0,
            leaders=number % 5 == 1,
        )
        for number in range(asked)
    )
    came = made if back is None else made[:back]
    checklists = tuple(replace(sample[number % len(sample)], group=group.id) for number, group in enumerate(came))
    return replace(assessment, council=replace(assessment.council, groups=made), checklists=checklists)


def of_one_mind(assessment: SelfAssessment) -> SelfAssessment:
    """The same, every group with the answers of the first."""
    first: Checklist = assessment.checklists[0]
    return replace(
        assessment, checklists=tuple(replace(first, group=checklist.group) for checklist in assessment.checklists)
    )


def figures(assessment: SelfAssessment, number: int, at_a_glance: bool = True) -> SelfAssessment:
    """The council with so many figures, on the first page or not."""
    kept = tuple(replace(figure, at_a_glance=at_a_glance) for figure in assessment.evidence.figures[:number])
    return replace(assessment, evidence=replace(assessment.evidence, figures=kept))


def every_statement(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    """The council with something changed in each statement."""
    statements = {key: replace(narrative, **changes) for key, narrative in assessment.statements.items()}
    return replace(assessment, statements=statements)


def actions(assessment: SelfAssessment, number: int) -> SelfAssessment:
    """The council with so many actions in each statement."""
    statements = {
        key: replace(narrative, actions=narrative.actions[:number]) for key, narrative in assessment.statements.items()
    }
    return replace(assessment, statements=statements)


def one_action_then(previous: Snapshot) -> Snapshot:
    """The last version with one action in all."""
    first, *others = previous.statements
    return replace(
        previous,
        statements=(replace(first, actions=first.actions[:1]), *(replace(other, actions=()) for other in others)),
    )


def drawn(reading: Reading, assessment: SelfAssessment, previous: Snapshot | None, edition: Edition) -> Pack:
    """Every document, the page of readiness, the workbooks and the findings of a council, as an edition has them."""
    judgement = assess(assessment, (), (), previous)
    if edition is Edition.PUBLIC:
        assessment, judgement = published(assessment, judgement)
    made = replace(reading, assessment=assessment, judgement=judgement)
    rendered = draw(Workspace(ROOT), made, Order(edition)).rendered
    bodies = {document.name: next(document.contents.root.iter(f"{_W}body")) for document in rendered}
    texts = {name: "\n".join(_lines(body)) for name, body in bodies.items()}
    page = readiness_page(assessment, readiness(assessment, judgement), edition).decode()
    texts["readiness.html"] = html.unescape(re.sub(r"<[^>]+>", "\n", page.partition("<body>")[2]))
    for name, data in lists(assessment, judgement).items():
        texts[name] = "\n".join(_cells(data))
    texts["findings"] = "\n".join(f"{found.message}\n{found.fix}" for found in judgement.findings)
    return Pack(made, texts, bodies)


def text_of(element: etree._Element) -> str:
    """What an element prints."""
    return "".join(part.text or "" for part in element.iter(f"{_W}t"))


def _lines(body: etree._Element) -> Iterator[str]:
    for paragraph in body.iter(f"{_W}p"):
        yield text_of(paragraph)
    for picture in body.iter("{*}docPr"):
        yield picture.get("descr", "")


def _cells(data: bytes) -> Iterable[str]:
    for sheet in load_workbook(BytesIO(data)):
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)
