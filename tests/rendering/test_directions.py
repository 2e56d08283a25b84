"""Letters from the right, and those of other scripts, say so in the Word file: for Word, and for whoever listens."""

from __future__ import annotations

from typing import Any

import pytest

from engine.findings import Place
from engine.rendering.directions import set_directions
from engine.rendering.mending import mend
from engine.word.names import NAMESPACES
from engine.word.package import DOCUMENT
from tests.material.small_word import as_package, word_file

ARABIC, HEBREW, URDU, PERSIAN = (
    "\u0646\u062d\u0646 \u0647\u0646\u0627",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u06c1\u0645 \u06cc\u06c1\u0627\u06ba",
    "\u06af\u0641\u062a",
)
CHINESE, BENGALI = "\u6211\u4eec", "\u0986\u09ae\u09b0\u09be"


def made(text: str) -> tuple[bool, list[tuple[str, bool, str]]]:
    """Whether a paragraph runs from the right; its pieces, whether each does, and its language."""
    package = as_package(word_file(text))
    mend(package, Place("word_templates/small.docx"))
    root: Any = package.xml(DOCUMENT)
    (paragraph,) = root.iter("{*}p")
    runs = paragraph.xpath("w:r", namespaces=NAMESPACES)
    pieces = [
        (
            "".join(run.itertext()),
            bool(run.xpath("w:rPr/w:rtl", namespaces=NAMESPACES)),
            "".join(run.xpath("w:rPr/w:lang/@w:bidi | w:rPr/w:lang/@w:eastAsia", namespaces=NAMESPACES)),
        )
        for run in runs
    ]
    return bool(paragraph.xpath("w:pPr/w:bidi", namespaces=NAMESPACES)), pieces


@pytest.mark.parametrize(
    ("words", "language"), [(ARABIC, "ar-SA"), (HEBREW, "he-IL"), (URDU, "ur-PK"), (PERSIAN, "fa-IR")]
)
def test_a_paragraph_of_letters_from_the_right_runs_from_the_right(words: str, language: str) -> None:
    assert made(words) == (True, [(words, True, language)])


def test_a_quotation_in_an_english_sentence_is_turned_alone() -> None:
    pieces = [("She said: \u201c", False, ""), (ARABIC, True, "ar-SA"), ("\u201d in May.", False, "")]
    assert made(f"She said: \u201c{ARABIC}\u201d in May.") == (False, pieces)


@pytest.mark.parametrize(
    ("words", "is_turned"), [(f"She said {ARABIC} {ARABIC}.", False), (f"CQC {ARABIC} {ARABIC} {ARABIC}", True)]
)
def test_an_english_sentence_stays_one_however_much_it_quotes(words: str, is_turned: bool) -> None:
    assert made(words)[0] is is_turned


@pytest.mark.parametrize(("words", "language"), [(CHINESE, "zh-CN"), (BENGALI, "bn-BD")])
def test_other_scripts_say_their_language_and_stay_as_they_run(words: str, language: str) -> None:
    assert made(words) == (False, [(words, False, language)])


@pytest.mark.parametrize("words", ["We ask.", "Bj\u00f6rk\u2019s caf\u00e9 \u2013 31 %", "\u0141\u00f3d\u017a"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert made(words) == (False, [(words, False, "")])


def test_a_part_that_is_turned_already_is_not_changed_again() -> None:
    root = as_package(word_file(ARABIC)).xml(DOCUMENT)
    assert [set_directions(root), len(list(root.iter("{*}rtl"))), len(list(root.iter("{*}bidi")))] == [True, 1, 1]
    set_directions(root)
    assert [len(list(root.iter("{*}rtl"))), len(list(root.iter("{*}bidi")))] == [1, 1]
