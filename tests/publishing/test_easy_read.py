"""The source of an easy-read version: marked as unfinished, a sentence on each line, with slots for pictures."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.assembly.reading import Reading
from engine.findings import Place
from engine.model.assessment import ActionStatus
from engine.model.story import Paragraph, Run
from engine.publishing.easy_read import easy_read
from tests.material.small_council import STATEMENT, saying, small_council

HERE = Place("here")


def test_it_begins_by_saying_that_people_have_to_finish_it() -> None:
    assert easy_read(small_council()).decode().startswith("TO BE FINISHED BY PEOPLE.")


def test_it_says_how_the_report_is_marked() -> None:
    council = small_council()
    marked = replace(council, council=replace(council.council, marking="OFFICIAL-SENSITIVE"))
    said = "The report is marked OFFICIAL-SENSITIVE, and so is what is made from it."
    assert said in easy_read(marked).decode().splitlines()
    assert "is marked" not in easy_read(replace(council, council=replace(council.council, marking=""))).decode()


def test_each_sentence_stands_on_a_line_of_its_own_without_its_reference() -> None:
    runs = (
        Run("Waiting is shorter ", bold=True),
        Run("", reference="F-003"),
        Run(", and safer. “Call us.” 24 days now"),
    )
    text = easy_read(saying(small_council(), strengths=(Paragraph(runs, HERE),))).decode()
    part = text.partition("What is going well\n\n[PICTURE]\n")[2]
    assert part.splitlines()[:3] == ["Waiting is shorter, and safer.", "“Call us.”", "24 days now."]


def test_what_is_done_is_not_what_the_council_will_do() -> None:
    (action,) = small_council().statements[STATEMENT].actions
    assert "What we will do" in easy_read(saying(small_council(), actions=(action,))).decode()
    done = replace(action, status=ActionStatus.DONE)
    assert "What we will do" not in easy_read(saying(small_council(), actions=(done,))).decode()


def test_a_part_that_says_nothing_has_no_title() -> None:
    assert "What needs to get better" not in easy_read(saying(small_council())).decode()


def test_that_of_the_sample_has_every_statement_and_a_picture_for_each_part(reading: Reading) -> None:
    text = easy_read(reading.assessment).decode()
    assert all(f"\n{statement.name}\n===" in text for statement in reading.assessment.framework.statements)
    assert text.count("[PICTURE]\n") > 9 * 4
    assert re.findall(r"\[[DEF]-\d{3}\]| [,.]", text) == []
