"""The kinds of block that may stand in free text, as data_schemas/blocks.yaml names them: a foreword, a case study."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engine.plain_words import folded
from engine.schemas import load_schema, no_schema
from engine.shape import Each, Flag, GroupOf, OneOf, Text, Whole, faults_of
from engine.workspace import Workspace

KIND = "blocks"
"""The name of their file."""


class Prints(StrEnum):
    """What a field of a block is printed as. CONSENT: not printed; it says whether the public may see the block."""

    HEADING = "heading"
    TEXT = "text"
    NOTE = "note"
    PICTURE = "picture"
    CONSENT = "consent"


class BlockLook(StrEnum):
    """By which styles of a template a block is printed."""

    CARD = "card"
    NOTICE = "notice"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockField:
    """A row of a block, or a column. is_led: its label stands before its words. widest: of a picture, in mm."""

    label: str
    prints: Prints = Prints.TEXT
    is_needed: bool = False
    is_led: bool = False
    widest: int = 158
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockKind:
    """A kind of block. fields: its rows; columns: of one that is a table, which has no fields. label: may be empty."""

    name: str
    label: str
    look: BlockLook
    help: str
    fields: tuple[BlockField, ...]
    columns: tuple[BlockField, ...]

    @property
    def asks(self) -> BlockField | None:
        """The field that says whether the public may see it; None where everyone may."""
        return next((one for one in self.fields if one.prints is Prints.CONSENT), None)

    def named(self, label: str) -> BlockField | None:
        """The field or column of a label, however it is capitalised and punctuated."""
        return next((one for one in (*self.fields, *self.columns) if folded(one.label) == folded(label)), None)


_WORDS = Text(most=300)
_ABOUT = {"needed": Flag(), "help": _WORDS}
_FIELD = GroupOf({"label": _WORDS, "prints": OneOf(tuple(Prints))}, {**_ABOUT, "led": Flag(), "widest": Whole(10, 158)})
_COLUMN = GroupOf({"label": _WORDS}, _ABOUT)
_KIND = GroupOf(
    {"name": _WORDS, "look": OneOf(tuple(BlockLook)), "help": _WORDS},
    {"label": _WORDS, "fields": Each(_FIELD, 1, "label"), "columns": Each(_COLUMN, 2, "label")},
)


def block_kinds(workspace: Workspace) -> tuple[BlockKind, ...]:
    """Every kind, in the order of the file. Raises InputError where it cannot be used."""
    content = load_schema(workspace, KIND)
    for key, one in content.items():
        for _, fault in faults_of(one, _KIND, (str(key),)):
            raise no_schema(KIND, fault)
        if ("fields" in one) is ("columns" in one):
            raise no_schema(KIND, f'"{key}" must have fields or columns, and not both')
        if sum(field.get("prints") == Prints.CONSENT for field in one.get("fields", ())) > 1:
            raise no_schema(KIND, f'"{key}" asks twice whether it may be published: one answer would not be heard')
    kinds = tuple(map(_kind, content.values()))
    _refuse_repeats("kind", [kind.name for kind in kinds])
    for kind in kinds:
        _refuse_repeats(f'label of "{kind.name}"', [field.label for field in (*kind.fields, *kind.columns)])
    return kinds


def _refuse_repeats(what: str, names: list[str]) -> None:
    """Raises InputError for two names that are read as one, however they are capitalised and punctuated."""
    for number, name in enumerate(names):
        if folded(name) in map(folded, names[:number]):
            raise no_schema(KIND, f'"{name}" stands there twice as the {what}')


def _kind(one: dict[str, Any]) -> BlockKind:
    columns = tuple(map(_field, one.get("columns", ())))
    return BlockKind(
        name=one["name"],
        label=one.get("label", one["name"] if columns else ""),
        look=BlockLook(one["look"]),
        help=one["help"],
        fields=tuple(map(_field, one.get("fields", ()))),
        columns=columns,
    )


def _field(one: dict[str, Any]) -> BlockField:
    return BlockField(
        label=one["label"],
        prints=Prints(one.get("prints", Prints.TEXT)),
        is_needed=one.get("needed", False),
        is_led=one.get("led", False),
        widest=one.get("widest", 158),
        help=one.get("help", ""),
    )
