"""What programs change of a form and of a file's properties when they save: told, and refused where it can deceive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import StreamObject

from engine.signatures.issued_form import fields_in_force, value_of
from engine.signatures.printed_codes import codes_in_properties

_ELEMENT = re.compile(rb"<([\w:]+)(?:\s[^<>]*)?>([^<]*)</\1>")
_OF_SAVING = re.compile("Date$|Producer$|CreatorTool$|InstanceID$|PTEX|Trapped$")
_SIZE = re.compile(r"(?<![\d.])([\d.]+)\s+Tf")
_WHITE = re.compile(r"(?<![\d.])(?:1(?:\.0*)?\s+g|1(?:\.0*)?\s+1(?:\.0*)?\s+1(?:\.0*)?\s+rg|0\s+0\s+0\s+0\s+k)\b")


def faults_of_form(before: Any, now: Any) -> Iterator[str]:
    """What was changed that can make a field show what it does not hold, or the file pass for another sheet.

    before, now: the issued revision and the one in force.
    """
    ours, theirs = _form(before), _form(now)
    founts, others = (value_of(value_of(form, "/DR", {}), "/Font", {}) for form in (ours, theirs))
    if any(name not in others or others.raw_get(name) != founts.raw_get(name) for name in founts):
        yield "the letters of its fields were exchanged"
    changed = {*_styles(now).items()} - {*_styles(before).items()}
    if not all(_is_readable(style) for _, style in changed):
        yield "its fields are to be filled in with letters that nobody can read"
    if _is_made_anew(theirs) and not _is_made_anew(ours) and (_styles(before) != _styles(now)):
        yield "readers are asked to draw its fields anew, and otherwise than issued"
    code, other = (codes_in_properties(_metadata(document)) for document in (before, now))
    if other and other != code:
        yield "its properties name another sheet"


def told_of_form(before: Any, now: Any) -> Iterator[str]:
    """What was changed and changes nothing that is shown."""
    ours, theirs = _form(before), _form(now)
    if str(value_of(ours, "/DR", "")) != str(value_of(theirs, "/DR", "")):
        yield "Founts were added to its form."
    if _styles(before) != _styles(now):
        yield "The letters in which its fields are to be filled in were changed."
    if _is_made_anew(theirs) != _is_made_anew(ours):
        yield "Readers are asked to draw its fields anew when they show it."
    if _named(now) - _named(before):  # signing programs leave out what they do not know
        yield "Its properties, such as title and author, were written anew."
    if str(value_of(before.root, "/MarkInfo", "")) != str(value_of(now.root, "/MarkInfo", "")):
        yield "What it says of its tags for screen readers was changed."


def _form(document: Any) -> Any:
    return value_of(document.root, "/AcroForm", {})


def _is_made_anew(form: Any) -> bool:
    return bool(value_of(form, "/NeedAppearances"))


def _styles(document: Any) -> dict[str, str]:
    """How letters are to look, for the whole form and for each field."""
    fields = {name: str(value_of(field, "/DA", "")) for name, field in fields_in_force(document).items()}
    return {"": str(value_of(_form(document), "/DA", "")), **{name: style for name, style in fields.items() if style}}


def _is_readable(style: str) -> bool:
    """Whether letters of this look are of a size that sheets have, or of the reader's own choice, and not white."""
    size = _SIZE.search(style)
    return not _WHITE.search(style) and (size is None or float(size[1]) == 0 or 4 <= float(size[1]) <= 24)


def _metadata(document: Any) -> bytes:
    found = value_of(document.root, "/Metadata")
    return bytes(found.data) if isinstance(found, StreamObject) else b""


def _named(document: Any) -> set[tuple[str, str]]:
    """What the properties say, but for when and with what the file was saved last."""
    info = value_of(document.trailer_view, "/Info", {})
    told = {(key, str(info[key])) for key in info}
    told |= {(tag.decode(), text.decode("utf-8", "replace")) for tag, text in _ELEMENT.findall(_metadata(document))}
    return {(key, text.strip()) for key, text in told if text.strip() and not _OF_SAVING.search(key)}
