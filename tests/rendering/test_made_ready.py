"""A document of which all was made before is the very same, and whatever decides it makes another one of it."""

from __future__ import annotations

import io
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile
from lxml import etree

from engine.assembly.drawing import draw
from engine.assembly.reading import Reading, read
from engine.cache import folder_of
from engine.findings import Place
from engine.model.edition import Edition, Order
from engine.model.volumes import Volume
from engine.progress import Progress
from engine.rendering import made_ready as step
from engine.rendering.made_ready import Deciding, made_ready
from engine.rendering.render import Hearer, Rendered
from engine.rendering.settled_fields import Said
from engine.templates.palette import HOUSE
from engine.word.package import DOCUMENT, Package
from engine.workspace import Workspace
from tests.conftest import ROOT

TEMPLATE = ROOT / "word_templates" / "readiness.docx"
DECIDING = Deciding(
    template=Place("word_templates/readiness.docx"),
    palette=HOUSE,
    lent={},
    said=Said(title="A letter", subject="", author="A council", file="readiness.docx"),
    when=datetime(2026, 11, 1, tzinfo=UTC),
    marking="",
    headers="",
    meant=(),
    typed=(),
    profile=None,
    volume=None,
    is_to_look_at=False,
)
OTHERS: dict[str, Any] = {
    "template": Place("word_templates/other.docx"),
    "palette": replace(HOUSE, font="Georgia"),
    "lent": {"Title": "Title"},
    "said": replace(DECIDING.said, title="Another letter"),
    "when": datetime(2026, 11, 2, tzinfo=UTC),
    "marking": "OFFICIAL",
    "headers": "Our assessment",
    "meant": (("We ask.", Place("inputs/narrative/equity.docx")),),
    "typed": ("{{ name }}",),
    "profile": "fields",
    "volume": Volume.CORE,
    "is_to_look_at": True,
}
"""Another value of everything that decides a document."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one's own, in which nothing is kept yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder_of("made-ready")


def drawn(little: Workspace, reading: Reading) -> list[Rendered]:
    return list(draw(little, reading, Order(Edition.DRAFT)).rendered)


def shown(document: Rendered) -> tuple[object, ...]:
    """All there is to know of a document but the trees of its parts."""
    known = (document.contents.known(), document.contents.package.write(), document.contents.for_printing(live=False))
    return (*known, *(getattr(document, one.name) for one in fields(document) if one.name != "contents"))


@pytest.mark.slow
def test_a_document_that_was_made_before_is_the_very_same(
    little: Workspace, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read(little, Progress())
    first = [shown(document) for document in drawn(little, reading)]
    assert any(cache.iterdir())
    monkeypatch.setattr(step, "_Unproven", lambda *_, **__: pytest.fail("made a second time"))
    assert [shown(document) for document in drawn(little, reading)] == first


@pytest.mark.slow
def test_no_tree_of_a_part_says_anything_else_than_its_bytes(little: Workspace, cache: Path) -> None:
    for document in drawn(little, read(little, Progress())):
        package = document.contents.package
        held = {name: root for name, (data, root) in package.trees.items() if package.parts.get(name) is data}
        assert held[DOCUMENT] is document.contents.root
        for name, root in held.items():
            assert etree.tostring(root, method="c14n") == etree.tostring(package.xml(name), method="c14n"), name


@pytest.mark.slow
def test_numbers_of_pages_are_put_into_one_that_was_made_before(little: Workspace, cache: Path) -> None:
    reading, pages = read(little, Progress()), list[bytes]()
    for _ in range(2):
        (report,) = (one.contents for one in drawn(little, reading) if one.name == "report")
        assert report.show_pages({bookmark: at + 3 for at, bookmark in enumerate(report.headings)})
        pages.append(report.package.write())
    assert pages[0] == pages[1]
    assert any(cache.iterdir())


def test_there_is_another_value_of_everything_that_decides_a_document() -> None:
    assert {one.name for one in fields(Deciding)} == set(OTHERS)


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_decides_a_document_is_asked_for(name: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[Deciding]()
    really = step._Unproven

    def counted(package: Package, deciding: Deciding, called: Any, is_fitted: bool) -> step._Unproven:
        made.append(deciding)
        return really(package, DECIDING, called, is_fitted)

    monkeypatch.setattr(step, "_Unproven", counted)
    for deciding in (DECIDING, DECIDING, replace(DECIDING, **{name: OTHERS[name]})):
        made_ready(Package.of_template(TEMPLATE.read_bytes()), deciding, lambda part: part)
    assert len(made) == 2


@pytest.mark.parametrize("change", ["a part", "a name", "fonts"])
def test_its_parts_their_names_and_the_fonts_are_asked_for(
    change: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_ready(Package.of_template(TEMPLATE.read_bytes()), DECIDING, lambda part: part)
    kept = set(cache.iterdir())
    package, called = Package.of_template(TEMPLATE.read_bytes()), {"a name": "the letter"}.get(change, "")
    if change == "a part":
        package.parts["word/document.xml"] = package.parts["word/document.xml"].replace(b"</w:body>", b" </w:body>")
    if change == "fonts":
        monkeypatch.setattr(step, "fonts_here", lambda: "another.ttf")
    made_ready(package, DECIDING, lambda part: called or part)
    assert set(cache.iterdir()) > kept


@pytest.mark.slow
@pytest.mark.parametrize("turn", ["the first time", "kept"])
def test_whoever_hears_of_a_document_before_it_is_proven_has_the_very_same(
    turn: str, little: Workspace, cache: Path
) -> None:
    """Whoever does may write page numbers into it at once: what is kept has none."""
    reading, heard = read(little, Progress()), dict[str, bytes]()
    if turn == "kept":
        drawn(little, reading)

    def hear(document: Rendered) -> None:
        heard[document.name] = document.contents.package.write()
        document.contents.show_pages({bookmark: at + 3 for at, bookmark in enumerate(document.contents.headings)})

    draw(little, reading, Order(Edition.DRAFT), Hearer(as_drawn=hear))
    assert {one.name: one.contents.package.write() for one in drawn(little, reading)} == heard


@pytest.mark.parametrize("what", ["numbered", "begun"])
def test_a_fault_comes_before_what_it_keeps_from_being_done(
    what: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document with a fault may be one that cannot be numbered: that is told of none, and hides no fault of ours."""

    def breaks(*_: object) -> None:
        raise ValueError(f"not to be {what}")

    hears = breaks if what == "begun" else list[object]().append
    if what == "numbered":
        monkeypatch.setattr(step, "_prepared", breaks)
    blank = io.BytesIO()
    WordFile().save(blank)
    sound = blank.getvalue()
    with pytest.raises(ValueError, match=f"not to be {what}"):
        made_ready(Package.of_template(sound), DECIDING, lambda part: part, hears)
    lacking = replace(DECIDING, meant=(("We ask.", Place("inputs/narrative/equity.docx")),))
    made = made_ready(Package.of_template(sound), lacking, lambda part: part, hears)
    assert [fault.code for fault in made.faults] == ["W-08"]
    assert (made.unfilled, made.unfitting) == ((), ())
