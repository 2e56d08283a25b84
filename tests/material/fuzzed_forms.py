"""Forms as damage of every kind leaves them: bytes changed, XML moved about, parts lost. The same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from lxml import etree

from engine.word.names import W_P, W_R, W_T, qn
from engine.word.package import DOCUMENT, STYLES, Package

NUMBERING, RELATIONS = "word/numbering.xml", "word/_rels/document.xml.rels"
_ODD_VALUES = ("", "-1", "0", "99999999999999", "x", "\u202e", "1.5", "true", "á", "continue", "none")
_ODD_TEXTS = (
    "{{ 7*7 }}", "{% for x in y %}", "<w:p>", "=cmd|' /C calc'!A0", "../../x", "👍🏽 ☃ \uf0b7", "_x0000_",
    "\u200b\ufeff",
    "[D-999]", "[D-014, [E-]]", "https://[::1", "http://a:b@c:999999/%2520", "javascript:x", "• ", "TBC", "a" * 5000,
    "Figure 1:", "07700 900123", "\u2028\u2029", "How we know", "]]>", "&#0;",
)  # fmt: skip
_WRAPS = ("w:ins", "w:del", "w:moveTo", "w:sdt", "w:sdtContent", "w:hyperlink", "w:fldSimple", "w:smartTag", "w:tbl")
_LEAVES = (
    "w:br", "w:sym", "w:tab", "w:footnoteReference", "w:commentReference", "w:fldChar", "w:instrText", "w:drawing",
    "w:object", "w:tbl", "w:p", "w:tr", "w:tc", "w:vMerge", "w:gridSpan", "w:numPr", "w:ilvl", "w:numId",
    "w:outlineLvl",
)  # fmt: skip
_ATTRIBUTES = ("w:val", "w:id", "w:char", "w:font", "w:fldCharType", "w:instr", "r:id", "r:embed", "w:fill")

Mutation = Callable[[random.Random, etree._Element], None]


def damaged_bytes(form: bytes, seed: int) -> bytes:
    """The file with bytes changed, cut out or doubled."""
    dice = random.Random(seed)
    data = bytearray(form)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(data))
        kind = dice.randrange(4)
        if kind == 0:
            data[at] = dice.randrange(256)
        elif kind == 1:
            del data[at : at + dice.randint(1, 400)]
        elif kind == 2:
            data[at:at] = data[at : at + dice.randint(1, 400)]
        else:
            data = data[: max(at, 1)] if dice.random() < 0.2 else data
    return bytes(data)


def damaged_xml(form: bytes, seed: int) -> bytes:
    """The file with its XML changed in one to twelve places, still well-formed; sometimes a part is lost."""
    dice = random.Random(seed)
    package = Package.read(form)
    for _ in range(dice.randint(1, 12)):
        name = dice.choices((DOCUMENT, STYLES, NUMBERING, RELATIONS), (20, 2, 2, 2))[0]
        if name in package.parts:
            root = package.xml(name)
            dice.choice(_MUTATIONS)(dice, root)
            package.put(name, root)
    if dice.random() < 0.03:
        package.parts.pop(dice.choice([name for name in package.parts if name != DOCUMENT]))
    return package.write()


def _one(dice: random.Random, root: etree._Element) -> Any:
    every = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
    return dice.choice(every) if every else root


def _taken_out(dice: random.Random, root: etree._Element) -> None:
    element = _one(dice, root)
    if element.getparent() is not None:
        element.getparent().remove(element)


def _doubled(dice: random.Random, root: etree._Element) -> None:
    element, copy = _one(dice, root), etree.fromstring(etree.tostring(_one(dice, root)))
    if len(etree.tostring(copy)) < 20_000:
        element.insert(0, copy)


def _moved(dice: random.Random, root: etree._Element) -> None:
    element, home = _one(dice, root), _one(dice, root)
    if element.getparent() is not None and element is not home and element not in list(home.iterancestors()):
        home.insert(dice.randint(0, len(home)), element)


def _renamed(dice: random.Random, root: etree._Element) -> None:
    _one(dice, root).tag = qn(dice.choice((*_WRAPS, *_LEAVES)))


def _revalued(dice: random.Random, root: etree._Element) -> None:
    element = _one(dice, root)
    names = [*element.keys(), *(qn(name) for name in _ATTRIBUTES)]
    element.set(dice.choice(names), dice.choice(_ODD_VALUES))


def _reworded(dice: random.Random, root: etree._Element) -> None:
    texts = list(root.iter(W_T))
    if texts:
        text = dice.choice(texts)
        text.text = dice.choice(_ODD_TEXTS) + (text.text or "")[dice.randint(0, 20) :]


def _wrapped(dice: random.Random, root: etree._Element) -> None:
    element = _one(dice, root)
    parent = element.getparent()
    if parent is not None:
        around = etree.Element(qn(dice.choice(_WRAPS)))
        parent.replace(element, around)
        around.append(element)


def _put_in(dice: random.Random, root: etree._Element) -> None:
    leaf = etree.Element(qn(dice.choice(_LEAVES)))
    leaf.set(qn(dice.choice(_ATTRIBUTES)), dice.choice((*_ODD_VALUES, "begin", "separate", "end", "rId1")))
    leaf.text = dice.choice((None, None, ' HYPERLINK "x" ', " DATE "))
    homes = list(root.iter(W_R, W_P))
    (dice.choice(homes) if homes else root).append(leaf)


_MUTATIONS: tuple[Mutation, ...] = (_taken_out, _doubled, _moved, _renamed, _revalued, _reworded, _wrapped, _put_in)
