"""The files that a row of the library names under Where to look, such as "Board minutes May.pdf, page 4"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.assessment.look_alikes import looks
from engine.guess import meant
from engine.model.evidence import Document
from engine.model.evidence_files import FileAtHand

_ENDING = re.compile(
    r"(?<=[\w)\]])\.(?:pdf|docx?|docm|odt|rtf|xlsx?|xlsm|ods|csv|pptx?|odp|txt|html?|msg|eml|png|jpe?g|zip)(?![\w-])",
    re.IGNORECASE,
)
_REF = re.compile(r"([A-Za-z]{1,4})[- _]?(\d{1,6})(?!\d)")
_APART = ',;:"“”‘«»\n\t'
"""What stands between a file's name and other words."""
_LEADING = frozenset(
    {
        *("see", "look", "open", "also", "and", "or", "the", "file", "document", "workbook", "report"),
        *("in", "of", "on", "at", "to", "from", "page", "pages", "section", "sections", "sheet", "tab"),
        *("appendix", "annex", "chapter", "part", "paragraph", "row", "rows", "line", "lines", "p", "pp"),
    }
)
"""Words that people put before the name of a file, beside numbers: none of them is part of it."""
_BRACKETS = "([{}])."


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """What a row names. doubtful: by its words, the files that they could be; missing: a file that is not there, with
    the name of one that looks like it, or none."""

    files: frozenset[FileAtHand]
    doubtful: Mapping[str, tuple[FileAtHand, ...]]
    missing: Mapping[str, str]

    @property
    def candidates(self) -> frozenset[FileAtHand]:
        """The files of which one may be meant."""
        return frozenset(file for files in self.doubtful.values() for file in files)


def named_files(document: Document, files: Sequence[FileAtHand]) -> NamedFiles:
    """The files that a document's row names, by name, or by the end of their path with its folders."""
    paths = [(file, path) for file in files for path in _paths(file, document)]
    found: set[FileAtHand] = set()
    doubtful: dict[str, tuple[FileAtHand, ...]] = {}
    missing: dict[str, str] = {}
    for words in _file_like(document.where_to_look):
        candidates, is_whole = _called(words, paths)
        if len(candidates) == 1 and is_whole:
            found.update(candidates)
        elif candidates:
            doubtful[words] = candidates
        else:
            missing[words] = _near(words, files)
    return NamedFiles(frozenset(found), doubtful, missing)


def _file_like(text: str) -> Iterator[str]:
    """Each stretch of words that ends as names of files do, back to what stands apart from it; no web addresses."""
    text = unicodedata.normalize("NFC", text)
    begun = 0
    for ending in _ENDING.finditer(text):
        words = text[begun : ending.end()]
        begun = ending.end()
        words = words[max(words.rfind(sign) for sign in _APART) + 1 :].strip() if "://" not in words else ""
        if words and not words.startswith("."):
            yield words


def begun_with(name: str) -> str:
    """The reference with which a name begins, D-014, d14 and D 014 alike in one way; empty where there is none."""
    found = _REF.match(name)
    return f"{found[1].upper()}-{int(found[2])}" if found else ""


def _paths(file: FileAtHand, document: Document) -> Iterator[str]:
    """How people may call a file: by its path, also without the reference of the document that was put before it."""
    folder, stroke, name = file.name.rpartition("/")
    yield f"/{_plain(file.name)}"
    begun = _REF.match(name)
    if begun and begun_with(name) == begun_with(document.ref):
        yield f"/{_plain(folder + stroke + name[begun.end() :].lstrip(' -_'))}"


def _called(words: str, paths: Sequence[tuple[FileAtHand, str]]) -> tuple[tuple[FileAtHand, ...], bool]:
    """The files with whose names the words end, by the longest of these, and whether they say nothing else before."""
    parts = _plain(words).split(" ")
    for at in range(len(parts)):
        end = " ".join(parts[at:]).lstrip("/").removeprefix("inputs/").removeprefix("evidence/")
        ends = (f"/{end}", f"/{end.lstrip(_BRACKETS)}")
        called = tuple(dict.fromkeys(file for file, path in paths if path.endswith(ends)))
        if called:
            return called, all(map(_is_leading, parts[:at]))
    return (), False


def _is_leading(word: str) -> bool:
    plain = word.strip(_BRACKETS)
    return plain in _LEADING or not any(letter.isalpha() for letter in plain)


def _near(words: str, files: Sequence[FileAtHand]) -> str:
    """The name of a file that looks like what is named, or is nearly the same; empty where none does."""
    names = list(dict.fromkeys(file.path.name for file in files))
    last = words.replace("\\", "/").rpartition("/")[2]
    alike = next((name for name in names if looks(name) == looks(last)), "")
    return alike or meant(last, names, least=0.8) or ""


def _plain(name: str) -> str:
    """A name as both systems and people write it: capitals, strokes and composed letters make no difference."""
    composed = unicodedata.normalize("NFC", name).casefold().replace("\\", "/")
    return " ".join(composed.replace("\N{NO-BREAK SPACE}", " ").split())
