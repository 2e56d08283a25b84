"""Other frames onto the report: what is named and not there is told with its line, and so is what nothing answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from engine.assembly.reading import Reading, read
from engine.errors import TemplateError
from engine.foreign.limits import FILE
from engine.foreign.plain_file import whole
from engine.model.edition import Edition
from engine.progress import Progress
from engine.rendering.render import render_all
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.word.package import Package
from engine.workspace import Workspace
from tests.conftest import standing_of
from tests.material.little_sample import little_sample

FRAME = """\
lenses:
  - title: Our plan <2026> & {{ more }}
    source: Full council, March 2026
    parts:
      - name: All is well
        statements: [{statement}]
        items: [{statement}.02]
        figures: [{figure}]
        actions: ["{statement}: {action}"]
      - name: Nothing here
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Reading]:
    """The council of two statements, without a frame. Not to be changed."""
    workspace = little_sample(tmp_path_factory.mktemp("lenses") / "workspace")
    return workspace, read(workspace, Progress())


def told(reading: Reading) -> list[tuple[str, str]]:
    found = (f for f in reading.judgement.findings if f.place.file == "inputs/lenses.yaml")
    return sorted((finding.code, finding.place.where) for finding in found)


def filled(reading: Reading, **others: str) -> str:
    """The frame with names that are there."""
    statement = reading.assessment.framework.statements[0].id
    action = reading.assessment.statements[statement].actions[0].text.text
    figure = reading.assessment.evidence.figures[0].ref
    values = {"statement": statement, "action": " ".join(action.split()[:5]), "figure": figure} | others
    text = FRAME
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def with_frame(workspace: Workspace, folder: Path, text: str) -> Reading:
    """A reading of the council with a frame."""
    council = Workspace(folder / "council")
    council.root.mkdir()
    for name in ("word_templates", "data_schemas"):
        (council.root / name).symlink_to(workspace.root / name)
    shutil.copytree(workspace.inputs, council.inputs)
    (council.inputs / "lenses.yaml").write_text(text, encoding="utf-8", newline="\n")
    return read(council, Progress())


def body(workspace: Workspace, reading: Reading, **templates: bytes) -> str:
    """The main part of the report."""
    files = {name: whole(workspace.template(name), FILE) for name in OF_AN_EDITION}
    (report,) = render_all(
        reading.assessment,
        reading.judgement,
        standing_of(reading),
        Edition.DRAFT,
        reading.logo,
        files | {TemplateKind.REPORT: templates.get("report", files[TemplateKind.REPORT])},
        lambda *_: "code",
        only=("report",),
    )
    return etree.tostring(report.contents.root, encoding="unicode")


@pytest.mark.slow
def test_without_a_frame_nothing_is_said_and_the_report_is_what_it_was(plain: tuple[Workspace, Reading]) -> None:
    workspace, reading = plain
    data = whole(workspace.template("report.docx"), FILE)
    package = Package.read(data)
    text = package.parts["word/document.xml"].decode()
    begin = text.index("{%p for lens in lenses %}")
    begin = text.rindex("<w:p>", 0, begin)
    package.parts["word/document.xml"] = (text[:begin] + text[text.rindex("<w:sectPr") :]).encode()
    assert told(reading) == []
    assert body(workspace, reading, report=package.write()) == body(workspace, reading)


def test_a_frame_is_an_annex_with_its_gaps_and_its_words_are_never_a_tag(
    plain: tuple[Workspace, Reading], tmp_path: Path
) -> None:
    workspace, before = plain
    reading = with_frame(workspace, tmp_path, filled(before))
    assert {code for code, _ in told(reading)} == {"J-02", "J-03"}
    text = body(workspace, reading)
    annex = text[text.index("Our plan &lt;2026&gt; &amp; ") :]
    statement = before.assessment.framework.statements[0]
    action = before.assessment.statements[statement.id].actions[0].text.text
    for words in (
        "{{ more }}",
        "Full council, March 2026",
        "All is well",
        statement.name,
        f"{statement.name}, item 02",
    ):
        assert words in annex
    assert action.rstrip(".") in annex
    assert "Nothing yet: a gap" in annex
    assert reading.judgement.fingerprints == before.judgement.fingerprints
    assert reading.judgement.whole_fingerprint == before.judgement.whole_fingerprint


def test_what_is_not_there_is_told_with_its_own_line(plain: tuple[Workspace, Reading], tmp_path: Path) -> None:
    workspace, before = plain
    names = {"statement": "nosuch", "figure": "F-999", "action": "Nothing of the kind"}
    assert [one for one in told(with_frame(workspace, tmp_path, filled(before, **names))) if one[0] != "J-03"] == [
        ("I-10", "line 6"),
        ("I-10", "line 7"),
        ("J-01", "line 8"),
        ("J-01", "line 9"),
        ("J-02", "line 10"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("lenses: []\n", "lenses: Our plan\n", "lenses:\n  - title: X\n", "lenses:\n  - [a, b]\n", "frames: 1\n"),
        "lenses:\n  - title: X\n    parts:\n      - statements: safeguarding\n",
        "lenses:\n  - title: X\n    parts:\n      - {name: Y, figures: [1, {a: b}], actions: [':', '']}\n",
    ],
)
def test_what_is_no_frame_is_told_and_costs_nothing_else(
    plain: tuple[Workspace, Reading], tmp_path: Path, text: str
) -> None:
    workspace, before = plain
    reading = with_frame(workspace, tmp_path, text)
    assert told(reading)
    others = [one for one in reading.judgement.findings if one.place.file != "inputs/lenses.yaml"]
    assert others == list(before.judgement.findings)


def test_a_template_that_does_not_print_a_frame_is_told(plain: tuple[Workspace, Reading], tmp_path: Path) -> None:
    workspace, before = plain
    package = Package.read(whole(workspace.template("report.docx"), FILE))
    text = package.parts["word/document.xml"].decode()
    package.parts["word/document.xml"] = text.replace("{{ lens.title }}", "A frame").encode()
    with pytest.raises(TemplateError) as refused:
        body(workspace, with_frame(workspace, tmp_path, filled(before)), report=package.write())
    assert any("Our plan <2026>" in finding.message for finding in refused.value.findings)
