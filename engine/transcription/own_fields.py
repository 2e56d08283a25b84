"""The council's own fields, from the rows under fields in council.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from engine.findings import Finding, Place, error
from engine.foreign.picture import picture_size
from engine.model.own import OwnField, OwnKind
from engine.model.record import Checked
from engine.model.story import Kind, Paragraph, Picture, Run, Table
from engine.model.vocabulary import Vocabulary
from engine.templates.worth import amount

_WIDE, _HIGH = 158.0, 110.0
"""The most room a picture takes, in millimetres."""
_HOLDS = {
    OwnKind.TEXT: "value",
    OwnKind.LONG_TEXT: "value",
    OwnKind.DATE: "value",
    OwnKind.NUMBER: "value",
    OwnKind.PICTURE: "picture",
    OwnKind.LIST: "values",
    OwnKind.TABLE: "rows",
}
"""The key under which a field of each kind has what it says."""
_EXAMPLES = {
    OwnKind.TEXT: 'value: "A good life, close to home"',
    OwnKind.LONG_TEXT: "value, with a paragraph on each line",
    OwnKind.DATE: "value: 2026-03-14",
    OwnKind.NUMBER: 'value: "42" or value: "£1.2m"',
    OwnKind.PICTURE: "picture: brand/map.png, for a picture in inputs/brand/, and description: what it shows",
    OwnKind.LIST: "values: [Adults, Carers]",
    OwnKind.TABLE: "rows: [Year | Spend, 2025 | £61.4m]",
}


def transcribe_own(checked: Checked, vocabulary: Vocabulary) -> tuple[tuple[OwnField, ...], list[Finding]]:
    """The fields in their order, pictures without their bytes; with a finding for each that is left empty."""
    made: dict[str, OwnField] = {}
    findings: list[Finding] = []
    for index, row in enumerate(checked.values.get("fields") or ()):
        if not row or not {"name", "type"} <= row.keys():
            continue  # told by the schema
        one = OwnField(name=row["name"], kind=OwnKind(row["type"]), place=checked.place("fields", index))
        if one.name in made:
            message = f'"{one.name}" stands among the fields a second time; only the first counts.'
            findings.append(error("I-11", one.place, message, "Keep one of the two."))
            continue
        try:
            made[one.name] = one  # empty, so that a draft shows the hole where a template prints it
            _must_hold_its_own(one.kind, row)
            made[one.name] = _READERS[one.kind](one, row, vocabulary)
        except ValueError as fault:
            message = f'The field "{one.name}" is a {one.kind}, and {fault}.'
            findings.append(error("I-10", one.place, message, f"Write {_EXAMPLES[one.kind]}."))
    return tuple(made.values()), findings


def own_kinds(values: Mapping[str, Any]) -> tuple[tuple[str, OwnKind], ...]:
    """The names and kinds that stand in council.yaml, as far as they can be read: what templates may name."""
    rows = values.get("fields")
    named = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    kinds = {kind.value: kind for kind in OwnKind}
    found = {str(row.get("name", "")): kinds.get(str(row.get("type", ""))) for row in reversed(named)}
    return tuple((name, kind) for name, kind in sorted(found.items()) if name and kind)


def with_pictures(own: tuple[OwnField, ...], pictures: Mapping[str, bytes]) -> tuple[OwnField, ...]:
    """The fields with the pictures they name, each as large as there is room."""
    return tuple(replace(one, story=tuple(_drawn(block, pictures) for block in one.story)) for one in own)


def _must_hold_its_own(kind: OwnKind, row: Mapping[str, Any]) -> None:
    """Raises ValueError where nothing stands where it should, or something where nothing should."""
    key = _HOLDS[kind]
    others = [name for name in dict.fromkeys(_HOLDS.values()) if name != key and row.get(name)]
    if others:
        raise ValueError(f"what it says stands under {key}; something stands under {others[0]}")
    if not row.get(key):
        raise ValueError(f"nothing stands under {key}")


def _text(one: OwnField, row: Mapping[str, Any], _: Vocabulary) -> OwnField:
    lines = str(row["value"]).splitlines()
    if one.kind is OwnKind.TEXT and len(lines) > 1:
        raise ValueError('it has several lines, as only a "long text" has')
    return replace(one, story=tuple(_paragraph(line, one.place) for line in lines if line.strip()))


def _day(one: OwnField, row: Mapping[str, Any], _: Vocabulary) -> OwnField:
    try:
        return replace(one, day=date.fromisoformat(str(row["value"])))
    except ValueError as fault:
        raise ValueError(f'"{row["value"]}" is no date') from fault


def _number(one: OwnField, row: Mapping[str, Any], _: Vocabulary) -> OwnField:
    if amount(str(row["value"])).worth is None:
        raise ValueError(f'"{row["value"]}" is not one number')
    return replace(one, typed=str(row["value"]))


def _picture(one: OwnField, row: Mapping[str, Any], vocabulary: Vocabulary) -> OwnField:
    if not row.get("description"):
        raise ValueError("nothing stands under description, for people who cannot see it")
    name = vocabulary.find("picture", row["picture"]) or ""
    picture = Picture(data=b"", alt=row["description"], width=_WIDE, height=_HIGH, place=one.place, identity=name)
    return replace(one, story=(picture,))


def _list(one: OwnField, row: Mapping[str, Any], _: Vocabulary) -> OwnField:
    lines = (_paragraph(str(line), one.place, Kind.BULLET) for line in row["values"] if line)
    return replace(one, story=tuple(lines))


def _table(one: OwnField, row: Mapping[str, Any], _: Vocabulary) -> OwnField:
    rows = [[cell.strip() for cell in str(line or "").split("|")] for line in row["rows"]]
    if len({len(cells) for cells in rows}) != 1:
        raise ValueError("its rows are not all as long as the first")
    if len(rows) < 2:
        raise ValueError("it has no row below its headings")
    cells = tuple(tuple((_paragraph(cell or "–", one.place),) for cell in line) for line in rows)
    return replace(one, story=(Table(cells, one.place),))


def _paragraph(words: str, place: Place, kind: Kind = Kind.TEXT) -> Paragraph:
    return Paragraph((Run(words),), place, kind=kind)


def _drawn(block: Any, pictures: Mapping[str, bytes]) -> Any:
    if not isinstance(block, Picture):
        return block
    data = pictures.get(block.identity, b"")
    wide, high = picture_size(data) if data else (1, 1)
    scale = min(_WIDE / wide, _HIGH / high)
    return replace(block, data=data, width=wide * scale, height=high * scale, identity="")


_READERS: Mapping[OwnKind, Callable[[OwnField, Mapping[str, Any], Vocabulary], OwnField]] = {
    OwnKind.TEXT: _text,
    OwnKind.LONG_TEXT: _text,
    OwnKind.DATE: _day,
    OwnKind.NUMBER: _number,
    OwnKind.PICTURE: _picture,
    OwnKind.LIST: _list,
    OwnKind.TABLE: _table,
}
