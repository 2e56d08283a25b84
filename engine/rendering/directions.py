"""Letters that are written from the right, and those of other scripts: which way they run, and in which language.

Word sets what does not say so from the left, and both Word and screen readers take every word for English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from engine.word.names import W_P, W_R, W_T, W_VAL, qn
from engine.word.order import put_in_order

_ABOUT_RUN, _ABOUT_PARAGRAPH = qn("w:rPr"), qn("w:pPr")
_LANGUAGE, _TURNED = qn("w:lang"), qn("w:rtl")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FROM_THE_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT = re.compile(f"[{_FROM_THE_RIGHT}]")
_ONE_LETTER = "[^\\W\\d_]"
_STRETCH = re.compile(
    f"[{_FROM_THE_RIGHT}](?:(?:(?!{_ONE_LETTER}).|[{_FROM_THE_RIGHT}])*[{_FROM_THE_RIGHT}])?", re.DOTALL
)
"""Letters from the right with what stands between them, up to the next one from the left."""
_OF_URDU, _OF_PERSIAN = (
    re.compile("[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]"),
    re.compile("[\u067e\u0686\u0698\u06af]"),
)
_LANGUAGES = {
    "HEBREW": "he-IL", "BENGALI": "bn-BD", "DEVANAGARI": "hi-IN", "GURMUKHI": "pa-IN", "GUJARATI": "gu-IN",
    "TAMIL": "ta-IN", "TELUGU": "te-IN", "MALAYALAM": "ml-IN", "SINHALA": "si-LK", "THAI": "th-TH",
    "CJK": "zh-CN", "HIRAGANA": "ja-JP", "KATAKANA": "ja-JP", "HANGUL": "ko-KR",
}  # fmt: skip
"""By the first word of the names that Unicode gives their letters."""
_MOST = 0.8
_FAR_EAST = frozenset(("zh-CN", "ja-JP", "ko-KR"))


def set_directions(root: etree._Element) -> bool:
    """Give paragraphs and runs of a part their direction and language; whether any was given one."""
    changed = False
    for paragraph in dict.fromkeys(around for text in _in_other_letters(root) for around in _paragraphs_around(text)):
        for text in _in_other_letters(paragraph):
            changed = _set_run(text) or changed
        if _runs_from_the_right("".join(text.text or "" for text in paragraph.iter(W_T))):
            about = _about(paragraph, _ABOUT_PARAGRAPH)
            if about.find(qn("w:bidi")) is None:
                about.append(etree.Element(qn("w:bidi")))
                put_in_order(about)
                changed = True
    return changed


def _in_other_letters(element: etree._Element) -> list[etree._Element]:
    """The texts in which any letter or sign is none of ASCII."""
    return [text for text in element.iter(W_T) if text.text and not text.text.isascii()]


def _paragraphs_around(text: etree._Element) -> list[etree._Element]:
    """The paragraphs that a text stands in, the outermost first."""
    return list(text.iterancestors(W_P))[::-1]


def _runs_from_the_right(text: str) -> bool:
    """Whether a paragraph begins with a letter from the right, or is all but a name or two in such letters."""
    if not _RIGHT.search(text):
        return False
    letters = [bool(_RIGHT.match(letter)) for letter in text if letter.isalpha()]
    return bool(letters) and (letters[0] or sum(letters) > _MOST * len(letters))


def _set_run(text: etree._Element) -> bool:
    """Set the run of a text apart into stretches of one direction each."""
    run, words = text.getparent(), text.text or ""
    if run is None or run.tag != W_R:
        return False
    pieces = list(_pieces(words)) if len(run.findall(W_T)) == 1 and len(run) <= 2 else [words]
    if not any(_RIGHT.search(piece) or _language(piece) for piece in pieces):
        return False
    text.text = pieces[0]
    text.set(_SPACE, "preserve")
    runs = [run]
    for piece in pieces[1:]:
        another = deepcopy(run)
        for own in another.iter(W_T):
            own.text = piece
        runs[-1].addnext(another)
        runs.append(another)
    for each, piece in zip(runs, pieces, strict=True):
        _mark(each, piece)
    return True


def _pieces(words: str) -> Iterator[str]:
    at = 0
    for stretch in _STRETCH.finditer(words):
        if stretch.start() > at:
            yield words[at : stretch.start()]
        yield stretch[0]
        at = stretch.end()
    if at < len(words) or not words:
        yield words[at:]


def _mark(run: etree._Element, words: str) -> None:
    is_turned, language = bool(_RIGHT.search(words)), _language(words)
    if not is_turned and not language:
        return
    about = _about(run, _ABOUT_RUN)
    if is_turned and about.find(_TURNED) is None:
        about.append(etree.Element(_TURNED))
    if language:
        said = about.find(_LANGUAGE)
        if said is None:
            said = etree.SubElement(about, _LANGUAGE)
        said.set(qn("w:eastAsia") if language in _FAR_EAST else qn("w:bidi"), language)
        if language in _FAR_EAST:
            said.set(W_VAL, language)
    put_in_order(about)


def _language(words: str) -> str:
    """The language of the first letter whose script tells one; empty for Latin and other letters."""
    for letter in words:
        if letter.isascii() or not letter.isalpha():
            continue
        script = unicodedata.name(letter, "").partition(" ")[0]
        if script == "ARABIC":
            return "ur-PK" if _OF_URDU.search(words) else "fa-IR" if _OF_PERSIAN.search(words) else "ar-SA"
        if script in _LANGUAGES:
            return _LANGUAGES[script]
    return ""


def _about(element: etree._Element, tag: str) -> etree._Element:
    """The settings of a paragraph or run, made where there are none."""
    found = element.find(tag)
    if found is None:
        found = etree.Element(tag)
        element.insert(0, found)
    return found
