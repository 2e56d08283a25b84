"""A part of council.yaml as a form: made of the schema, filled with what stands there or was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from engine.commands.council.file import CouncilFault, CouncilFile, CouncilRules
from engine.commands.council.parts import CouncilPart, choice_in_words, fields_of, label_of
from engine.plain_words import clean
from engine.schemas import Schema, meta
from engine.whole_numbers import whole_number
from engine.yaml_edit import can_be_edited, node_at
from engine.yaml_text import Path, marked

TRUE, FALSE = "true", "false"
NEW, DROP, THEIRS = "new", ".drop", ".theirs"
"""How a row begins that is not there yet; what is put behind a name for: it goes, and: what the file says holds."""
_MANY, _FEW = 3, 1
"""Empty rows below those there are: of short rows, and of others."""
_SHORT = 2
"""Fields of a short row."""
_QUOTES = re.compile(' in quotation marks, such as "([^"]+)"')
_BRACKETS = re.compile(r"such as \[([^]]*)\]")
_TRUE = frozenset(("true", "yes", "on"))


class FieldKind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    YES = "yes"
    LINES = "lines"
    COLOUR = "colour"
    EMAIL = "email"
    SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilField:
    """One field. name: its path, its steps with dots between. value: as it stands in the form; of a yes or no, true or
    false. choices: (value, words). wrong: why it cannot be saved, and what to do. theirs: what the file says now, where
    it is something else; None where it is the same. is_fixed: whether it can be changed in the text alone.
    """

    name: str
    label: str
    hint: str
    kind: FieldKind
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    wrong: str = ""
    theirs: str | None = None
    is_fixed: bool = False

    @property
    def id(self) -> str:
        """By which a page finds it."""
        return id_of(self.name.split("."))


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilRow:
    """One entry of a list. title: what it is known by. wrong: what is wrong with it as a whole."""

    name: str
    title: str
    fields: tuple[CouncilField, ...]
    is_new: bool = False
    is_dropped: bool = False
    wrong: str = ""

    @property
    def id(self) -> str:
        """By which a page finds it."""
        return id_of(self.name.split("."))

    @property
    def begins_at(self) -> str:
        """The name of its first field that somebody can fill in."""
        return next((one.name for one in self.fields if one.kind is not FieldKind.SET), self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilSection:
    """A group of fields, or a list with its rows. title, hint: may be empty."""

    name: str
    title: str
    hint: str = ""
    fields: tuple[CouncilField, ...] = ()
    rows: tuple[CouncilRow, ...] = ()
    wrong: str = ""

    @property
    def id(self) -> str:
        """By which a page finds it."""
        return id_of(self.name.split("."))


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilForm:
    """A part as a form. seen: of the file that it was made from. has_changed: whether it was made from another one."""

    part: CouncilPart
    seen: str
    sections: tuple[CouncilSection, ...]
    has_changed: bool = False

    @property
    def fields(self) -> Iterator[tuple[str, CouncilField]]:
        """Every field, with the title of its row; empty where it stands in none."""
        for section in self.sections:
            yield from (("", one) for one in section.fields)
            yield from ((row.title, one) for row in section.rows for one in row.fields)

    @property
    def wrong(self) -> tuple[tuple[str, str], ...]:
        """What is wrong, each with the name of its field, row or list, in sentences."""
        found = [(one.name, f"{title}: {one.wrong}" if title else one.wrong) for title, one in self.fields if one.wrong]
        rows = [(row.begins_at, row.wrong) for section in self.sections for row in section.rows if row.wrong]
        return (*((one.name, one.wrong) for one in self.sections if one.wrong), *rows, *found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """With what a form is filled. typed: by names of fields; nothing where the file is shown as it is.

    faults: to be told beside their fields. theirs: whether to say what the file has in fields that differ.
    """

    file: CouncilFile
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[CouncilFault, ...] = ()
    theirs: bool = False


def council_form(part: CouncilPart, rules: CouncilRules, filling: Filling) -> CouncilForm:
    """A part of the file as a form."""
    form = _Forming(rules, filling)
    sections = tuple(form.sections(fields_of(part, rules.schema), (), filling.file.content or {}))
    return CouncilForm(part=part, seen=filling.file.seen, sections=sections, has_changed=filling.theirs)


class _Forming:
    """One form while it is made."""

    def __init__(self, rules: CouncilRules, filling: Filling) -> None:
        self._rules = rules
        self._filling = filling
        self._root = marked(filling.file.text).node if filling.file.content else None
        self._wrong = {
            name_of(fault.path): f"{fault.message} {in_a_form(fault.fix)}" for fault in reversed(filling.faults)
        }

    def sections(self, schema: Schema, path: Path, content: Any) -> Iterator[CouncilSection]:
        """Groups and lists each for themselves; what stands in neither, together before them."""
        plain = {name: one for name, one in schema.items() if not _is_section(one)}
        if plain or (path and not schema):
            yield CouncilSection(
                name=name_of(path),
                title=label_of(_names(path)) if path else "",
                fields=tuple(self._field((*path, name), one, _at(content, name)) for name, one in plain.items()),
                wrong=self._wrong.get(name_of(path), ""),
            )
        for name, one in schema.items():
            if one.get("type") == "dict":
                yield from self.sections(one["schema"], (*path, name), _at(content, name))
            elif _is_section(one):
                yield self._list((*path, name), one, _at(content, name))

    def _list(self, path: Path, rules: Schema, content: Any) -> CouncilSection:
        entries = content if isinstance(content, list) else []
        inner = rules["schema"]["schema"]
        rows = [self._row((*path, number), inner, entry) for number, entry in enumerate(entries)]
        more = list(self._new_rows(path, inner, entries))
        return CouncilSection(
            name=name_of(path),
            title=label_of(_names(path)),
            hint=in_a_form(meta(rules, "fix")),
            rows=(*rows, *more),
            wrong=self._wrong.get(name_of(path), ""),
        )

    def _new_rows(self, path: Path, inner: Schema, entries: list[Any]) -> Iterator[CouncilRow]:
        """Rows to be filled in: one for each statement of which nothing is said, and a few empty ones."""
        preset: list[dict[str, str]] = []
        if "statement" in inner:
            named = {clean(str(_at(entry, "statement"))) for entry in entries}
            every = self._rules.framework.statements
            preset = [{"statement": one.id} for one in every if not named & {one.id, *one.names}]
        empty = (_MANY if not preset else 0) if len(inner) <= _SHORT else _FEW
        typed = steps_of_new(path, len(entries), self._filling.typed)
        rows = [row for step in typed if (row := whole_number(step)) is not None]
        yield from (self._row((*path, row), inner, {}, is_new=True) for row in rows)
        for number in range(max(len(preset) + empty, len(typed) - len(rows))):
            entry = preset[number] if number < len(preset) else {}
            yield self._row((*path, f"{NEW}{number}"), inner, entry, is_new=True)

    def _row(self, path: Path, inner: Schema, entry: Any, *, is_new: bool = False) -> CouncilRow:
        fields = tuple(self._field((*path, name), one, _at(entry, name)) for name, one in inner.items())
        if "statement" in inner:
            fields = tuple(self._of_known_statement(one) for one in fields)
        name = name_of(path)
        return CouncilRow(
            name=name,
            title=self._title(fields),
            fields=fields,
            is_new=is_new,
            is_dropped=self._filling.typed.get(f"{name}{DROP}") == TRUE,
            wrong=self._wrong.get(name, ""),
        )

    def _of_known_statement(self, one: CouncilField) -> CouncilField:
        """The statement of a row is its title, and is chosen only where nothing is chosen yet."""
        known = one.name.endswith(".statement") and one.value in {each.id for each in self._rules.framework.statements}
        if not known or one.wrong or one.theirs is not None:
            return one
        return CouncilField(name=one.name, label=one.label, hint="", kind=FieldKind.SET, value=one.value)

    def _title(self, fields: tuple[CouncilField, ...]) -> str:
        """What a row is known by: its statement, its name, or what it begins with."""
        by_name = {one.name.rpartition(".")[2]: one for one in fields}
        first = next((by_name[name] for name in ("statement", "name", "heading") if name in by_name), fields[0])
        return dict(first.choices).get(first.value, "") or self._statements.get(first.value, first.value)

    @property
    def _statements(self) -> dict[str, str]:
        return {one.id: one.name for one in self._rules.framework.statements}

    def _field(self, path: Path, rules: Schema, content: Any) -> CouncilField:
        name, kind = name_of(path), kind_of(rules, path)
        stands = shown(content, rules)
        value = self._filling.typed.get(name, stands)
        differs = self._filling.theirs and as_typed(value, kind) != as_typed(stands, kind)
        node = node_at(self._root, path)
        return CouncilField(
            name=name,
            label=label_of(_names(path)),
            hint=_NO_PICTURE
            if self._lacks_pictures(rules)
            else ""
            if kind in _WITHOUT_HINT
            else in_a_form(meta(rules, "fix") or meta(rules.get("schema", {}), "fix")),
            kind=kind,
            value=value,
            choices=tuple(self._choices(rules, value)),
            is_required=bool(rules.get("required")),
            wrong=self._wrong.get(name, ""),
            theirs=stands if differs else None,
            is_fixed=kind is not FieldKind.LINES and node is not None and not can_be_edited(node),
        )

    def _choices(self, rules: Schema, value: str) -> Iterator[tuple[str, str]]:
        """What can be chosen; what stands there and is none of it as well."""
        known = [(str(one), choice_in_words(str(one))) for one in rules.get("allowed", ())] or self._known(
            rules.get("known", "")
        )
        if not known and not rules.get("known"):
            return
        if value not in dict(known):
            yield value, value
        if value and not rules.get("required") and not rules.get("default"):
            yield "", ""
        yield from known

    def _lacks_pictures(self, rules: Schema) -> bool:
        return rules.get("known") == "picture" and not self._rules.pictures

    def _known(self, kind: str) -> list[tuple[str, str]]:
        framework = self._rules.framework
        match kind:
            case "statement":
                return [(one.id, one.name) for one in framework.statements]
            case "role":
                return [(one.id, one.name) for one in framework.roles]
            case "kind of a group":
                return [(one.id, one.name) for one in framework.evidence_kinds]
            case "picture":
                return [(name, name) for name in self._rules.pictures]
        return []


def steps_of_new(path: Path, count: int, typed: Mapping[str, str]) -> tuple[str, ...]:
    """By what rows of a list are called that were typed and are not there: new ones, and numbers that the file no
    longer reaches, since it has changed. count: of the entries there are.
    """
    begun = f"{name_of(path)}."
    steps = dict.fromkeys(name.split(".")[len(path)] for name in typed if name.startswith(begun))
    numbers = {step: whole_number(step) for step in steps}
    return tuple(s for s, number in numbers.items() if s.startswith(NEW) or (number is not None and number >= count))


def name_of(path: Path) -> str:
    """The name of a field: the steps of its path with dots between."""
    return ".".join(map(str, path))


def id_of(path: Sequence[str | int]) -> str:
    """By which a page finds what stands at a path."""
    return "-".join(map(str, path))


def in_a_form(fix: str) -> str:
    """What to do, as it is done in a form: the signs of YAML are not typed there."""
    return _BRACKETS.sub(r"such as \1", _QUOTES.sub(r", such as \1", fix)).replace(", in quotation marks", "")


def kind_of(rules: Schema, path: Path) -> FieldKind:
    """How a field is filled in."""
    if rules["type"] in _BY_TYPE:
        return _BY_TYPE[rules["type"]]
    if "allowed" in rules or rules.get("known") in ("statement", "role", "kind of a group", "picture"):
        return FieldKind.CHOICE
    if path[-1] == "email":
        return FieldKind.EMAIL
    if (path[0], path[-1]) in _LONG:
        return FieldKind.LONG
    return FieldKind.COLOUR if "colours" in path else FieldKind.TEXT


_LONG = (("declarations", "text"), ("fields", "value"))
"""Fields whose words are several sentences."""
_NO_PICTURE = "No picture lies in inputs/brand yet: drop your logo on this page, or copy it there, as PNG or JPEG."
_WITHOUT_HINT = (FieldKind.YES, FieldKind.CHOICE)
"""They show what there is to choose from."""
_BY_TYPE = {
    "date": FieldKind.DATE,
    "integer": FieldKind.NUMBER,
    "boolean": FieldKind.YES,
    "list": FieldKind.LINES,
}


def shown(content: Any, rules: Schema) -> str:
    """What stands there as a form shows it; where nothing does, what holds then."""
    if rules["type"] == "list":
        entries = content if isinstance(content, list) else [] if content is not None else rules.get("default") or []
        return "\n".join(str(one) for one in entries if one is not None)
    if content is None:
        default = rules.get("default")
        return "" if default is None else str(default).lower() if isinstance(default, bool) else str(default)
    return str(content) if not isinstance(content, dict | list) else ""


def as_typed(value: str, kind: FieldKind) -> str:
    """What somebody typed as it is compared and written."""
    if kind is FieldKind.YES:
        return TRUE if value.strip().casefold() in _TRUE else FALSE
    if kind is FieldKind.LINES:
        return "\n".join(filter(None, map(clean, value.replace("\r\n", "\n").split("\n"))))
    return clean(value)


def _is_section(rules: Schema) -> bool:
    """Whether it is a group of fields, or a list of such."""
    return rules.get("type") == "dict" or (rules.get("type") == "list" and rules["schema"].get("type") == "dict")


def _names(path: Path) -> tuple[str, ...]:
    """The names of fields in a path, without the numbers of entries."""
    return tuple(step for step in path if isinstance(step, str) and not step.startswith(NEW))


def _at(content: Any, name: str) -> Any:
    return content.get(name) if isinstance(content, dict) else None
