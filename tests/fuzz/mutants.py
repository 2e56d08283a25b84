"""Files changed in their own terms: a package by its parts and XML, a tree of values by a value, a PDF by an object."""

from __future__ import annotations

import copy
import io
import json
import random
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import pikepdf
import yaml
from lxml import etree

from tests.fuzz.oddities import TEXTS, damaged_bytes, damaged_text, in_some_encoding

PACKAGES = (".docx", ".xlsx", ".xlsm", ".ods")
_TREES = (".yaml", ".json", ".jsonl")
_WORDS = (".csv", ".txt")
_RAW = 0.1
"""How often a file is damaged as mere bytes, whatever it holds."""


def mutant(name: str, data: bytes, odd: Any, dice: random.Random) -> bytes:
    """A file, by its name's ending, with one to a dozen changes. odd: a value to put in, where it holds values."""
    ending = PurePath(name).suffix.lower()
    if not data or dice.random() < _RAW:
        return damaged_bytes(data, dice)
    if ending in PACKAGES:
        return _package(data, dice)
    if ending in _TREES:
        return _tree(ending, data.decode("utf-8"), odd, dice)
    if ending in _WORDS:
        return in_some_encoding(damaged_text(data.decode("utf-8", "replace"), dice), dice)
    if ending == ".pdf" and dice.random() < 0.6:
        return _pdf(data, dice)
    return damaged_bytes(data, dice)


def _package(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(dice.choices((1, 2, 6), (6, 2, 1))[0]):
        kind = dice.random()
        if kind < 0.08:
            _parts_changed(parts, dice)
        elif kind < 0.12:
            at = dice.randrange(len(parts))
            parts[at] = (parts[at][0], damaged_bytes(parts[at][1], dice))
        else:
            _xml_changed(parts, dice)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a part that is there twice is what is wanted
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def _parts_changed(parts: list[tuple[str, bytes]], dice: random.Random) -> None:
    """One lost, doubled, renamed, or with what another holds."""
    at, other = dice.randrange(len(parts)), dice.randrange(len(parts))
    name, content = parts[at]
    kind = dice.randrange(5)
    if kind == 0 and len(parts) > 1:
        del parts[at]
    elif kind == 1:
        parts.append((name, parts[other][1]))
    elif kind == 2:
        parts[at] = (
            dice.choice((name.upper(), name.replace("/", "\\"), "../" + name, f"/{name}", name + "x")),
            content,
        )
    elif kind == 3:
        parts[at] = (name, parts[other][1])
    else:
        parts[at] = (name, b"")


def _xml_changed(parts: list[tuple[str, bytes]], dice: random.Random) -> None:
    """Changes in one part that holds XML; larger parts are likelier, since more is read of them."""
    xml = [at for at, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    if not xml:
        return
    at = dice.choices(xml, [1 + len(parts[each][1]) ** 0.5 for each in xml])[0]
    try:
        root = etree.fromstring(parts[at][1], etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return
    for _ in range(dice.choices((1, 3, 10), (6, 2, 1))[0]):
        _element_changed(root, dice)
    parts[at] = (parts[at][0], etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _element_changed(root: etree._Element, dice: random.Random) -> None:
    every = [each for each in root.iter() if isinstance(each.tag, str)]
    one, other = dice.choice(every), dice.choice(every)
    parent, kind = one.getparent(), dice.randrange(8)
    odd = _sayable(dice.choice(TEXTS))
    if kind == 0 and parent is not None:
        parent.remove(one)
    elif kind == 1 and parent is not None and len(one) < 200:
        parent.insert(dice.randrange(len(parent) + 1), etree.fromstring(etree.tostring(one, with_tail=False)))
    elif kind == 2:
        one.tag = other.tag
    elif kind == 3 and parent is not None and one not in (other, *other.iterancestors()):
        other.insert(dice.randrange(len(other) + 1), one)
    elif kind == 4:
        texts = [each for each in every if each.text and each.text.strip()] or [one]
        dice.choice(texts).text = odd
    elif kind == 5 and one.keys():
        one.set(dice.choice(one.keys()), odd)
    elif kind == 6 and one.keys():
        del one.attrib[dice.choice(one.keys())]
    elif other.keys():
        name = dice.choice(other.keys())
        one.set(name, other.get(name) or "")


def _sayable(text: str) -> str:
    """The text without what no XML can hold."""
    return "".join(letter for letter in text if letter >= " " and letter not in "\ud800\ufffe\uffff")


def _tree(ending: str, text: str, odd: Any, dice: random.Random) -> bytes:
    """A file of values: one of them replaced, lost, doubled or moved; or its text damaged."""
    if dice.random() < 0.35:
        return in_some_encoding(damaged_text(text, dice), dice)
    if ending == ".jsonl":
        lines = text.splitlines()
        at = dice.randrange(len(lines))
        lines[at] = json.dumps(_changed(json.loads(lines[at]), odd, dice), default=str)
        return in_some_encoding("\n".join(lines) + "\n", dice)
    if ending == ".json":
        return in_some_encoding(json.dumps(_changed(json.loads(text), odd, dice), default=str), dice)
    content = _changed(yaml.load(text, yaml.CSafeLoader), odd, dice)
    return in_some_encoding(_as_yaml(content), dice)


def _as_yaml(content: Any) -> str:
    def written(dumper: Any) -> str:
        text: str = yaml.dump(content, allow_unicode=True, sort_keys=False, Dumper=dumper)
        return text

    try:
        return written(yaml.CSafeDumper)
    except UnicodeEncodeError:  # half a letter, which only the slow one can write
        return written(yaml.SafeDumper)


def _changed(content: Any, odd: Any, dice: random.Random) -> Any:
    """The values with one to three of them changed."""
    for _ in range(dice.choices((1, 3), (3, 1))[0]):
        places = list(_places(content))
        if not places:
            return copy.deepcopy(odd)
        home, key = dice.choice(places)
        kind = dice.randrange(5)
        if kind <= 1:
            home[key] = copy.deepcopy(odd)
        elif kind == 2:
            del home[key]
        elif kind == 3:
            other, place = dice.choice(places)
            if place in (other if isinstance(other, dict) else range(len(other))):
                home[key] = json.loads(json.dumps(other[place], default=str))
        elif isinstance(home, dict):
            home[dice.choice(TEXTS)] = home.pop(key)
        else:
            home.insert(key, copy.deepcopy(odd))
    return content


def _places(content: Any) -> Iterator[tuple[Any, Any]]:
    """Each list or mapping within, with each of its places."""
    inside = (
        list(content.items())
        if isinstance(content, dict)
        else list(enumerate(content))
        if isinstance(content, list)
        else []
    )
    for key, value in inside:
        yield content, key
        yield from _places(value)


def _pdf(data: bytes, dice: random.Random) -> bytes:
    """A sound PDF in which some objects hold what others should."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for _ in range(dice.randint(1, 6)):
                _object_changed(pdf, dice)
            buffer = io.BytesIO()
            pdf.save(buffer, static_id=True, recompress_flate=False)
            return buffer.getvalue()
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError, NotImplementedError):
        return damaged_bytes(data, dice)


def _object_changed(pdf: pikepdf.Pdf, dice: random.Random) -> None:
    holders = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and list(one.keys())]
    one, other = dice.choice(holders), dice.choice(holders)
    key = dice.choice(list(one.keys()))
    kind = dice.randrange(5)
    if kind == 0 and key not in ("/Length", "/Type"):
        del one[key]
    elif kind == 1:
        one[key] = other.get(dice.choice(list(other.keys())))
    elif kind == 2:
        one[key] = pikepdf.Array([one[key], other.get(key, 0), -1])
    elif kind == 3:
        one[key] = dice.choice((0, -1, 2**31, pikepdf.String("\x00"), pikepdf.Name("/X"), pikepdf.Array(), True))
    else:
        one[key] = pikepdf.String(_sayable(dice.choice(TEXTS)))
