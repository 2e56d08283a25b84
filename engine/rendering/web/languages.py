"""In which language a run of a Word file is written, by its own settings and those of its styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from engine.rendering.web.tree import raw_words
from engine.word.names import W_STYLE, W_VAL, qn

_ABOUT, _LANGUAGE, _STYLE = qn("w:rPr"), qn("w:lang"), qn("w:rStyle")
_DEFAULTS = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{_ABOUT}/{_LANGUAGE}"
_COMPLEX = re.compile("[\u0590-\u0e7f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_FAR_EAST = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af]")
_TAG = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_HOUSE = "en-GB"


class Languages:
    """The languages of a document. styles: the root of its styles part."""

    def __init__(self, styles: etree._Element) -> None:
        self._styles: Mapping[str, etree._Element] = {
            str(style.get(qn("w:styleId"))): style for style in styles.iter(qn("w:style"))
        }
        self._known: dict[tuple[str, str], str] = {}
        self.usual = _sound(styles.find(_DEFAULTS), W_VAL) or _HOUSE
        """That of the whole document."""

    def of(self, run: etree._Element, paragraph: etree._Element) -> str:
        """The language of a run, such as "cy-GB"; empty where it is the usual one."""
        words = raw_words(run, qn("w:t"))
        kind = qn("w:bidi") if _COMPLEX.search(words) else qn("w:eastAsia") if _FAR_EAST.search(words) else W_VAL
        found = next((told for told in self._said(run, paragraph, kind) if told), "")
        return "" if found == self.usual else found

    def _said(self, run: etree._Element, paragraph: etree._Element, kind: str) -> Iterator[str]:
        """What is said of the language of a run, from the inside out."""
        own = run.find(_ABOUT)
        yield "" if own is None else _sound(own.find(_LANGUAGE), kind)
        for style in (None if own is None else own.find(_STYLE), paragraph.find(W_STYLE)):
            yield "" if style is None else self._of_style(str(style.get(W_VAL)), kind)

    def _of_style(self, key: str, kind: str) -> str:
        if (key, kind) not in self._known:
            self._known[key, kind] = ""  # a style based on itself ends here
            style = self._styles.get(key)
            if style is not None:
                base = style.find(qn("w:basedOn"))
                own = _sound(style.find(f"{_ABOUT}/{_LANGUAGE}"), kind)
                inherited = "" if base is None else self._of_style(str(base.get(W_VAL)), kind)
                self._known[key, kind] = own or inherited
        return self._known[key, kind]


def _sound(said: etree._Element | None, kind: str) -> str:
    told = "" if said is None else str(said.get(kind) or "")
    return told if _TAG.fullmatch(told) else ""
