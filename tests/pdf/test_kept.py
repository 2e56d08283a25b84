"""PDFs that are kept: taken again for the very same document, and for nothing else."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from pikepdf import Pdf

from engine.cache import Store, folder_of, store_of
from engine.fonts.on_this_machine import fonts_here
from engine.pdf import kept, kept_finished
from engine.pdf.embedded import Embedded
from engine.pdf.finish import About
from engine.pdf.kept import Kept
from engine.pdf.numbers import Exchange, Numbers
from engine.pdf.printed_words import Presence
from tests.material.made_up_office import a_chapter


def a_document(folder: Path, text: str = "Dear reader") -> Path:
    path = folder / "letter.docx"
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def converted(path: Path, folder: Path) -> bytes:
    out = path.parent / "out"
    out.mkdir(exist_ok=True)
    Kept(Embedded(), Store(folder)).convert([path], out)
    return (out / f"{path.stem}.pdf").read_bytes()


def test_a_document_is_converted_once(tmp_path: Path) -> None:
    path, folder = a_document(tmp_path), tmp_path / "kept"
    converted(path, folder)
    (only,) = folder.iterdir()
    Store(folder).put(only.name, b"the one that was kept")
    assert converted(path, folder) == b"the one that was kept"


@pytest.mark.slow
def test_another_document_is_converted(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    first = converted(a_document(tmp_path), folder)
    assert converted(a_document(tmp_path, "Dear readers"), folder) != first
    assert len(list(folder.iterdir())) == 2


@pytest.mark.slow
def test_a_damaged_pdf_is_made_anew(tmp_path: Path) -> None:
    path, folder = a_document(tmp_path), tmp_path / "kept"
    first = converted(path, folder)
    (only,) = folder.iterdir()
    only.write_bytes(only.read_bytes()[:900])
    assert converted(path, folder) == first
    assert Store(folder).take(only.name) == first


@pytest.mark.slow
def test_other_fonts_make_another_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = a_document(tmp_path), tmp_path / "kept"
    converted(path, folder)
    monkeypatch.setattr(kept, "fonts_here", lambda: fonts_here() + "\nNew.ttf")
    converted(path, folder)
    assert len(list(folder.iterdir())) == 2


def test_the_fonts_of_this_machine_are_listed() -> None:
    assert "Liberation" in fonts_here()


def test_a_pdf_is_finished_once_for_each_title_and_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pdf, when = converted(a_document(tmp_path), tmp_path / "kept"), datetime(2026, 3, 2, tzinfo=UTC)
    first = kept_finished.finish(pdf, About(title="A letter", when=when))
    (only,) = folder_of("pdf").iterdir()
    store_of("pdf").put(only.name, b"the one that was kept")
    assert kept_finished.finish(pdf, About(title="A letter", when=when)) == b"the one that was kept"
    assert kept_finished.finish(pdf, About(title="Another letter", when=when)) not in (first, b"the one that was kept")
    assert kept_finished.finish(pdf, About(title="A letter", when=when.replace(day=3))) != first


def _has_a_head(pdf: bytes) -> bool:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return b"/Subtype/Header" in opened.pages[0].Contents.read_bytes()


def test_a_chapter_is_finished_anew_where_anything_is_told_of_it_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one = Numbers(1, 1)
    asked = Exchange(is_first=True, printed=one, meant=one, marks={}, first={}, others={})
    about = About(title="A chapter", when=datetime(2026, 3, 2, tzinfo=UTC))
    plain = kept_finished.finish_chapter(a_chapter(), about, asked)
    headed = kept_finished.finish_chapter(a_chapter(), replace(about, margins=(100, 0)), asked)
    assert [_has_a_head(pdf) for pdf in (plain, headed)] == [False, True]
    assert kept_finished.finish_chapter(a_chapter(), about, asked) == plain


def test_what_is_seen_of_a_pdf_is_looked_at_once_for_each_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pdf = converted(a_document(tmp_path), tmp_path / "kept")
    seen = {"Dear reader": Presence.SEEN, "Dear all": Presence.MISSING}
    assert kept_finished.seen_in(pdf, "letter", tuple(seen)) == seen
    (only,) = folder_of("pdf").iterdir()
    store_of("pdf").put(only.name, b'["UNSEEN", "SEEN"]')
    assert [*kept_finished.seen_in(pdf, "letter", tuple(seen)).values()] == [Presence.UNSEEN, Presence.SEEN]
    assert kept_finished.seen_in(pdf, "letter", ("Dear reader",)) == {"Dear reader": Presence.SEEN}
    assert kept_finished.seen_in(pdf + b"\n", "letter", tuple(seen)) == seen
