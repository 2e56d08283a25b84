"""Sections of the council's own: taken from council.yaml and their forms, and held against its rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from engine.assembly.reading import read
from engine.assessment.local_sections import section_findings
from engine.assessment.public import published
from engine.assessment.signed_content import whole_content
from engine.commands.forms import blank_forms
from engine.findings import Place
from engine.model.local_section import LocalSection, SectionPlace
from engine.model.record import Checked, Record
from engine.model.story import Paragraph, Run
from engine.progress import Progress
from engine.transcription.local_sections import transcribe_sections
from engine.workspace import Workspace
from tests.material.little_sample import little_sample
from tests.material.small_council import silent, small_council, small_judgement

HERE = Place("inputs/narrative/housing.docx")
ROW = {"id": "housing", "heading": "Housing with care", "place": "after Section B"}
WORDS = (Paragraph((Run("Two schemes stand here."),), HERE),)


def sections(*rows: dict[str, Any] | None, text: object = WORDS) -> tuple[tuple[LocalSection, ...], list[str]]:
    """What becomes of rows of council.yaml, and the codes of what is found; the form of housing holds a text."""
    council = Checked(Record(schema="council", file="inputs/council.yaml", values={}), {"sections": list(rows)}, ())
    form = Checked(Record(schema="narrative_section", file=HERE.file, values={}), {"text": text}, ())
    made, findings = transcribe_sections(council, {"housing": form}, {"equity"})
    return made, [finding.code for finding in findings]


def test_a_section_has_what_its_row_and_its_form_say() -> None:
    (made,), codes = sections({**ROW, "words": 600, "public": False, "required": True})
    assert (made.heading, made.stands, made.story, codes) == ("Housing with care", SectionPlace.AFTER_B, WORDS, [])
    assert (made.most_words, made.is_public, made.is_required, made.place) == (600, False, True, HERE)


def test_one_that_says_nothing_is_none_unless_it_must_be_there() -> None:
    assert sections(ROW, text=()) == ((), [])
    (made,), _ = sections({**ROW, "required": True}, text=())
    assert made.story == ()


@pytest.mark.parametrize("text", [WORDS, ()])
@pytest.mark.parametrize("rows", [({**ROW, "id": "equity"},), (ROW, ROW)])
def test_an_id_that_is_taken_is_told_whether_its_form_says_something_or_not(
    rows: tuple[dict[str, Any], ...], text: object
) -> None:
    made, codes = sections(*rows, text=text)
    assert (len(made), codes) == (len(rows) - 1 if text else 0, ["I-11"])


def test_an_id_that_can_name_no_file_on_windows_is_told() -> None:
    assert sections({**ROW, "id": "nul"}) == ((), ["I-37"])


def test_one_without_a_form_stands_where_it_is_declared() -> None:
    (made,), _ = sections({**ROW, "id": "late", "required": True})
    assert made.place == Place("inputs/council.yaml")


def test_a_row_that_the_schema_refused_is_passed_over() -> None:
    assert sections(None, {"id": "housing"}) == ((), [])


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"story": ()}, ["B-05"]),
        ({"most_words": 3}, ["B-06"]),
        ({"most_words": 4}, []),
    ],
)
def test_a_section_is_held_against_what_is_asked_of_it(changes: dict[str, Any], codes: list[str]) -> None:
    (made,), _ = sections(ROW)
    council = replace(small_council(), sections=(replace(made, **changes),))
    assert [finding.code for finding in section_findings(council)] == codes


def test_one_that_is_not_public_is_not_in_the_public_edition_and_that_is_told() -> None:
    (made,), _ = sections({**ROW, "public": False})
    public, judgement = published(replace(silent(small_council()), sections=(made,)), small_judgement())
    assert public.sections == ()
    assert [finding.place for finding in judgement.findings if finding.code == "U-02"] == [HERE]


def test_endorsers_sign_for_it_and_a_council_without_one_signs_what_it_signed() -> None:
    (made,), _ = sections(ROW)
    none = replace(small_council(), sections=())
    assert "report sections" not in whole_content(none, {})
    assert "Two schemes stand here." in str(whole_content(replace(none, sections=(made,)), {})["report sections"])


@pytest.fixture
def little_with_a_section(tmp_path: Path) -> Workspace:
    """The little council, which declares a section; its blank form lies in inputs/narrative/."""
    workspace = little_sample(tmp_path)
    path = workspace.inputs / "council.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["sections"] = [{**ROW, "required": True}]
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    name = "narrative/housing.docx"
    (workspace.inputs / name).write_bytes(dict(blank_forms(workspace, ("narrative",)))[name])
    return workspace


@pytest.mark.slow
def test_its_blank_form_comes_back_with_its_text(little_with_a_section: Workspace) -> None:
    form = little_with_a_section.inputs / "narrative" / "housing.docx"
    assert [one.story for one in read(little_with_a_section, Progress()).assessment.sections] == [()]
    document = Document(str(form))
    document.add_paragraph("Two schemes stand here.")
    document.save(str(form))
    (made,) = read(little_with_a_section, Progress()).assessment.sections
    assert [block.text for block in made.story if isinstance(block, Paragraph)] == ["Two schemes stand here."]
