"""The council's own judgements: on a scale it declares, printed and signed for as they are given; none is computed."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assembly.reading import Reading, read
from engine.assessment.fingerprint import sheet_code
from engine.foreign.limits import FILE
from engine.foreign.plain_file import whole
from engine.model.edition import Edition
from engine.model.vocabulary import Vocabulary
from engine.progress import Progress
from engine.rendering.render import render_all
from engine.schemas import schema_in_use
from engine.sources.yaml_file import read_yaml
from engine.templates.kinds import OF_AN_EDITION
from engine.transcription.self_judgements import transcribe_judgements
from engine.validation.validate import validate
from engine.word.text import all_text
from engine.workspace import Workspace
from tests.conftest import standing_of
from tests.material.little_sample import little_sample

GIVEN = """
self_judgement:
  scale: [Shaky, "Sound {{ own.motto }}", Shining]
  statements:
    - {statement: FIRST, level: "Sound {{ own.motto }}"}
"""
TWICE = ["error", "warning"]
SENTENCE = "Our own judgement: Sound {{ own.motto }} (of Shaky, Sound {{ own.motto }}, Shining)."


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Reading]:
    """The council of two statements, without judgements. Only its council.yaml is changed."""
    workspace = little_sample(tmp_path_factory.mktemp("judged") / "workspace")
    return workspace, read(workspace, Progress())


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in reading.judgement.findings if one.code in ("J-04", "I-10", "I-11")]


def test_it_stands_in_the_report_and_on_the_sheet_as_it_is_given_and_is_signed_for(
    plain: tuple[Workspace, Reading],
) -> None:
    workspace, before = plain
    first, second = (statement.id for statement in before.assessment.framework.statements)
    with (workspace.inputs / "council.yaml").open("a", encoding="utf-8") as council:
        council.write(GIVEN.replace("FIRST", first))
    reading = read(workspace, Progress())
    rendered = render_all(
        reading.assessment,
        reading.judgement,
        standing_of(reading),
        Edition.DRAFT,
        reading.logo,
        {name: whole(workspace.template(name), FILE) for name in OF_AN_EDITION},
        sheet_code,
        only=("report", f"verification/{first}"),
    )
    texts = {document.name: all_text(document.contents.package) for document in rendered}
    assert {name for name, text in texts.items() if SENTENCE in text} >= {"report", f"verification/{first}"}
    assert told(reading) == [("J-04", "warning")]
    prints = before.judgement.fingerprints, reading.judgement.fingerprints
    assert prints[0][first] != prints[1][first]
    assert prints[0][second] == prints[1][second]
    assert told(before) == []


@pytest.mark.parametrize(
    ("given", "severities"),
    [
        ("{}", []),
        ("{scale: [A, B]}", ["warning", "warning"]),
        ("{scale: [A, B], statements: [{statement: FIRST, level: B}]}", ["warning"]),
        ("{scale: [A, B], statements: [{statement: FIRST, level: C}]}", ["error", "warning"]),
        ("{statements: [{statement: FIRST, level: C}]}", ["error", "warning"]),
        ("{statements: [{statement: nosuch, level: C}]}", ["error"]),
        (
            "{scale: [A], statements: [{statement: FIRST, level: A}, {statement: FIRST, level: A}]}",
            ["error", "warning"],
        ),
        ("{scale: A}", ["error"]),
        ("{scale: [1, {a: b}]}", ["error"]),
        ("{statements: [good]}", ["error"]),
        ("Good", ["error"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_guessed(
    plain: tuple[Workspace, Reading], tmp_path: Path, given: str, severities: list[str]
) -> None:
    workspace, before = plain
    statements = before.assessment.framework.statements
    words = Vocabulary({}).with_kind("statement", [(one.id, one.id) for one in statements])
    council = tmp_path / "council.yaml"
    council.write_text(f"\nself_judgement: {given}\n".replace("FIRST", statements[0].id), encoding="utf-8")
    record, _ = read_yaml(council, "inputs/council.yaml", "council")
    rules = {"self_judgement": schema_in_use(workspace, "council")["self_judgement"]}
    checked = validate(record, rules, words)
    said = [*checked.findings] or transcribe_judgements(checked, statements, words)[1]
    assert sorted(one.severity for one in said) == severities
    assert all(one.fix and one.place.where == "line 2" for one in said)
