"""What templates may print, what one of them does print, and what the inputs hold that none does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine import __version__, whole_file
from engine.assembly.composing import composed
from engine.assembly.own_fields import OwnFields
from engine.errors import UsageError
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.forms.guide import GUIDE_TITLE, FieldTable, guide_document
from engine.framework.catalogue import framework_file, load_framework
from engine.model.inputs import Inputs
from engine.model.own import OwnKind
from engine.model.record import Record
from engine.rendering.render import template_at
from engine.schemas import Schema, schema_in_use
from engine.sources.load import KINDS, load_inputs
from engine.system_words import in_words
from engine.templates.field_list import Section, TemplateField, field_list, known_fields, sources_in_words
from engine.templates.kinds import OF_AN_EDITION, TemplateKind, kind_of
from engine.templates.template import Template
from engine.templates.used import known_paths, used_fields
from engine.word.package import Package
from engine.word.text import all_text
from engine.workspace import Workspace, house

_TAGS = {OwnKind.LONG_TEXT: "{{p }}", OwnKind.TABLE: "{{p }}", OwnKind.PICTURE: "{{r }}"}
_OWN_SOURCES = tuple(
    f"council.fields.{key}" for key in ("name", "type", "value", "picture", "description", "values", "rows")
)


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A field of the inputs that no template prints: where it is, how many values it has, and what would print it."""

    source: str
    values: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one file uses. template: which of the templates it is. unknown: names that no list has."""

    template: str
    used: tuple[TemplateField, ...]
    unused: tuple[TemplateField, ...]
    unknown: tuple[str, ...]
    unprinted: tuple[Unprinted, ...]

    def as_json(self, file: Path) -> dict[str, Any]:
        """As the contract has it. file: as it was named."""
        return {
            "file": file.as_posix(),
            "template": self.template,
            "used": [field.written for field in self.used],
            "unused": [field.written for field in self.unused],
            "unknown": list(self.unknown),
            "unprinted": [
                {"from": one.source, "values": one.values, "fields": list(one.fields)} for one in self.unprinted
            ],
        }


class FieldGuide:
    """The list of all fields, and the words of the workspace's schemas for where each comes from."""

    def __init__(self, workspace: Workspace) -> None:
        """Raises InputError where a schema cannot be read."""
        self.own = own_section(OwnFields(workspace))
        self.sections: tuple[Section, ...] = (*field_list(), *([self.own] if self.own.fields else []))
        self.schemas: dict[str, Schema] = {kind: schema_in_use(workspace, kind) for kind in KINDS}

    def comes_from(self, field: TemplateField) -> str:
        """The inputs a field prints, in words."""
        return sources_in_words(field.sources, self.schemas)

    def as_json(self) -> dict[str, Any]:
        """Every field, by sections."""
        return {
            "sections": [
                {"title": section.title, "fields": [self._field_json(field) for field in section.fields]}
                for section in self.sections
            ]
        }

    def _field_json(self, field: TemplateField) -> dict[str, Any]:
        return {
            "write": field.written,
            "tag": field.tag,
            "means": field.means,
            "example": field.example,
            "from": self.comes_from(field),
            "paths": [{"template": template, "path": path} for template, path in field.paths],
        }


def own_section(own: OwnFields) -> Section:
    """The council's own fields, as the list of fields has all others."""
    fields = []
    for name, kind in own.names:
        path = f"own.{name}[]" if kind is OwnKind.LIST else f"own.{name}"
        tag = _TAGS.get(kind, "{{ }}")
        written = f"{tag.removesuffix(' }}')} own.{name} }}}}"
        loop = f"{{%p for line in own.{name} %}} {{{{ line }}}}"
        fields.append(
            TemplateField(
                tag=tag,
                written=loop if kind is OwnKind.LIST else written,
                means=f"a {kind} of your own",
                sources=_OWN_SOURCES,
                example="",
                paths=tuple((template, path) for template in TemplateKind),
            )
        )
    return Section("Of your own", tuple(fields))


def write_guide(path: Path, vocabulary: FieldGuide) -> None:
    """Write the guide for template editors, with every field, as a Word document in the house style.

    Raises UsageError where a file of that name is there already, or it cannot be written: nothing is overwritten.
    """
    if path.suffix.lower() != ".docx":
        raise UsageError(f"{path} is no name for a Word document. Write one that ends in .docx.")
    docs = house() / "docs"
    text = (docs / "template-editors.md").read_text(encoding="utf-8")
    pictures = {picture.name: picture.read_bytes() for picture in docs.glob("*.png")}
    looks = (house() / "word_templates" / TemplateKind.REPORT).read_bytes()
    tables = [
        FieldTable(
            section.title,
            tuple((f.written, f.means, f.example, vocabulary.comes_from(f)) for f in section.fields),
        )
        for section in vocabulary.sections
    ]
    made = Package.read(guide_document(text, tables, pictures, looks))
    made.describe(GUIDE_TITLE, f"penholder {__version__}", "penholder", datetime(2026, 1, 1, tzinfo=UTC))
    try:
        whole_file.create(path, made.write())
    except FileExistsError as fault:
        raise UsageError(f"{path} is there already. Name another file; nothing was changed.") from fault
    except OSError as fault:
        raise UsageError(f"{path} cannot be written ({in_words(fault)}).") from fault


def usage(workspace: Workspace, file: Path, vocabulary: FieldGuide) -> Usage:
    """What a template uses and leaves out. The other templates of the workspace count as they stand.

    Raises TemplateError where it is no sound Word file or a tag cannot be read, UsageError where it cannot be opened.
    """
    opened = _opened(file, workspace)
    found = used_fields(opened)
    template = kind_of(file.name, all_text(Package.of_template(opened.data)))
    own = {path: field for field in vocabulary.own.fields for name, path in field.paths if name == template}
    known = known_fields(template) | own
    used = known_paths(found, template) | {path for path in own if {path, path.removesuffix("[]")} & found}
    listed = dict.fromkeys(known.values())
    printed = dict.fromkeys(known[path] for path in known if path in used)
    return Usage(
        template=template,
        used=tuple(printed),
        unused=tuple(field for field in listed if field not in printed),
        unknown=tuple(sorted(_unknown(found, known))),
        unprinted=tuple(_unprinted(workspace, vocabulary, {template: found})),
    )


def _opened(file: Path, workspace: Workspace) -> Template:
    try:
        place = workspace.place_of(file)
        return template_at(place, composed(workspace, place, whole(file, limits.FILE))[0])
    except RefusedFile as refused:
        raise UsageError(f"{file} cannot be read. {refused.message}") from refused


def _unknown(used: Iterable[str], known: dict[str, TemplateField]) -> Iterator[str]:
    """Names that lead nowhere; those that stand for a group of fields, such as statement.ratings, lead somewhere."""
    around = {".".join(path.split(".")[:length]) for path in known for length in range(1, path.count(".") + 1)}
    for path in used:
        if not {path, f"{path}[]"} & known.keys() and path not in around and path.removesuffix("[]") not in known:
            yield path


def _unprinted(workspace: Workspace, vocabulary: FieldGuide, found: dict[str, frozenset[str]]) -> Iterator[Unprinted]:
    for name in OF_AN_EDITION:
        if name not in found:
            found[name] = used_fields(_opened(workspace.template_or_house(name), workspace))
    printed = {known_fields(name)[path] for name, used in found.items() for path in known_paths(used, name)}
    of_own = {field for field in vocabulary.own.fields for name, path in field.paths if path in found.get(name, ())}
    printed |= of_own
    sources = {source for field in printed for source in field.sources}
    every = [field for section in vocabulary.sections for field in section.fields]
    for source, count in _held(load_inputs(workspace, load_framework(framework_file(workspace)))).items():
        if source not in sources and not any(known.startswith(f"{source}.") for known in sources):
            would = tuple(dict.fromkeys(field.written for field in every if source in field.sources))
            yield Unprinted(sources_in_words([source], vocabulary.schemas), count, would)


def _held(inputs: Inputs) -> Counter[str]:
    """How many values the inputs hold of each field, in the order in which they are read."""
    held: Counter[str] = Counter()
    for name in (field.name for field in fields(inputs)):
        held.update(source for record in _records(getattr(inputs, name)) for source in _sources(record))
    return held


def _records(value: Any) -> Iterable[Record]:
    every = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
    return (record for record in every if isinstance(record, Record))


def _sources(record: Record) -> Iterator[str]:
    """A field for each value that is there: rows and groups by their own fields, lists of plain values as one."""

    def within(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from within(inner, f"{path}.{key}")
        elif isinstance(value, list | tuple) and any(isinstance(inner, dict) for inner in value):
            for inner in value:
                yield from within(inner, path)
        elif value not in (None, "", [], ()):
            yield path

    return within(record.values, record.schema)
