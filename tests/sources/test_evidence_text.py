"""What files of the evidence say, with the places of their words, and what a search finds in them.

A PDF is read by a process of its own (tests/commands/test_evidence.py).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.foreign.refusal import RefusedFile
from engine.model.evidence_files import FileText
from engine.sources.evidence_index import MOST, found_words
from engine.sources.file_text import MOST_LETTERS, file_text
from tests.material.small_evidence import EVIDENCE

READ = ("more/D-002 queue.docx", "D-006 counts.xlsx", "notes.txt")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _text(folder: Path, name: str, data: bytes | None = None) -> FileText:
    path = folder / Path(name).name
    path.write_bytes(EVIDENCE[name] if data is None else data)
    return file_text(path, _of_pdf)


def _of_pdf(path: Path) -> FileText:
    return FileText(pages=len(path.name))


@pytest.fixture
def texts(tmp_path: Path) -> dict[str, FileText]:
    return {name: _text(tmp_path, name) for name in READ}


def test_each_kind_says_its_day_its_size_and_the_places_of_its_words(texts: dict[str, FileText]) -> None:
    word, book, lines = texts.values()
    assert word.saved == date(2024, 6, 7)
    assert [passage.where for passage in word.passages] == ["beginning", "“Waiting times”", "“Next”"]
    assert [passage.where for passage in book.passages] == ["sheet “Counts”", "sheet “Reasons”"]
    assert book.passages[1].text == "wobbling chairs\n12"
    assert [passage.where for passage in lines.passages] == ["lines 1 to 50", "lines 51 to 61"]


def test_a_pdf_goes_to_its_reader_and_other_kinds_are_not_searched(tmp_path: Path) -> None:
    assert _text(tmp_path, "a.pdf", b"%PDF-").pages == len("a.pdf")
    assert not _text(tmp_path, "slides.pptx", b"PK wobbling").is_searched


@pytest.mark.parametrize(("name", "data"), [("a.docx", COMPOUND), ("a.xlsx", COMPOUND), ("a.docx", b"PK\x03\x04 wob")])
def test_what_is_locked_or_damaged_is_refused_in_words(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(RefusedFile) as refused:
        _text(tmp_path, name, data)
    assert all(refused.value.reason)


def test_a_long_file_is_looked_through_so_far_and_says_so(tmp_path: Path) -> None:
    text = _text(tmp_path, "a.txt", b"some words \n" * (MOST_LETTERS // 10))
    assert text.is_cut
    assert sum(len(passage.text) for passage in text.passages) == MOST_LETTERS
    assert len(found_words({"a": text}, ("words",))) == MOST


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (("wobbling", "queue"), ["“Waiting times”"]),
        (("wobbling queue",), ["“Waiting times”"]),
        (("queue wobbling",), []),
        (("WÖBBLED",), ["sheet “Reasons”", "“Waiting times”", "lines 51 to 61"]),
        (('"wobbling" OR NOT tables*', "AND"), []),
        (("wobbling)", "(chairs:"), ["sheet “Reasons”", "lines 51 to 61"]),
    ],
)
def test_all_words_stand_there_and_nothing_in_them_is_a_command(
    texts: dict[str, FileText], asked: tuple[str, ...], places: list[str]
) -> None:
    assert sorted(found.where for found in found_words(texts, asked)) == sorted(places)


def test_without_words_there_is_nothing_to_look_for() -> None:
    with pytest.raises(UsageError, match="no letter"):
        found_words({}, ("?!", "\udcff"))
