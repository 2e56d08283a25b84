"""Tables of a form whose first row says the name of a block: a foreword, a case study, waiting times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from engine.block_kinds import BlockField, BlockKind, Prints
from engine.findings import Finding, Place, error, warning
from engine.guess import meant
from engine.model.story import Agreed, Block, Boxed, Cell, Kind, Paragraph, Picture, Run, Table, lines_of
from engine.plain_words import folded, quoted

Form = TypeVar("Form")
_AS = {Prints.HEADING: Kind.HEADING, Prints.NOTE: Kind.SOURCE}
_ANSWERS = {"yes": True, "no": False}
_NEAR = 0.8
"""How alike the only words of a first row must be to the name of a kind, of 1: Case studies, Forward."""


def with_boxes(form: Form, kinds: Sequence[BlockKind], findings: list[Finding]) -> Form:
    """A form with blocks in the place of the tables they were typed as. findings: what is wrong is added to them."""
    by_name = {folded(kind.name): kind for kind in kinds}
    changed: dict[str, Any] = {}
    for part in fields(form):  # type: ignore[arg-type]  # forms are dataclasses of the model
        value = getattr(form, part.name)
        if isinstance(value, tuple) and any(isinstance(block, Table) for block in value):
            changed[part.name] = tuple(_boxed(block, by_name, findings) for block in value)
    made: Form = replace(form, **changed) if changed else form  # type: ignore[type-var]
    return made


def _boxed(block: Block, kinds: dict[str, BlockKind], findings: list[Finding]) -> Block | Boxed:
    if not isinstance(block, Table):
        return block
    said = [words for cell in block.rows[0] if (words := _words(cell))]
    kind = kinds.get(folded(said[0])) if len(said) == 1 else None
    if kind is None:
        findings += _told_of(block, said, kinds)
        return block
    reader = _Reader(kind, block.place, findings)
    return reader.columns(block.rows[1:]) if kind.columns else reader.fields(block.rows[1:])


def _told_of(table: Table, said: Sequence[str], kinds: dict[str, BlockKind]) -> Iterator[Finding]:
    """A finding for a table that is a block but for its first row: as any other table, the public would see it."""
    held = {folded(_words(cell)) for row in table.rows for cell in row}
    asking = [kind for kind in kinds.values() if kind.asks and folded(kind.asks.label) in held]
    for kind in asking or _near(said, kinds):
        message = f'This is read as any other table, and not as the block "{kind.name}".'
        fix = f'Write "{kind.name}" into its first row, and nothing else.'
        if kind.asks:
            note = "Without that, the public edition has it whatever its answer is."
            yield error("B-07", table.place, f"{message} {note}", fix)
        else:
            yield warning("B-07", table.place, message, f"{fix} Nothing, if it is meant so.")
        return


def _near(said: Sequence[str], kinds: dict[str, BlockKind]) -> list[BlockKind]:
    """The kind whose name the only words of a first row begin with, or are near to."""
    if len(said) != 1:
        return []
    words = folded(said[0])
    begun = next((name for name in kinds if words.startswith(f"{name} ")), None)
    name = begun or meant(words, kinds, least=_NEAR)
    return [kinds[name]] if name else []


class _Reader:
    """Reads one block, and tells of what it lacks and of what would be lost."""

    def __init__(self, kind: BlockKind, place: Place, findings: list[Finding]) -> None:
        self.kind = kind
        self.place = place
        self.findings = findings

    def fields(self, rows: Sequence[tuple[Cell, ...]]) -> Boxed:
        """A block of labels and what stands beside them, in the order of its kind."""
        given: dict[str, Cell] = {}
        for row in rows:
            label, content, *more = (*row, (), ())
            field = self.kind.named(_words(label))
            if field is None or field.label in given or any(map(_says, more)):
                self.lost(row, "row", [one.label for one in self.kind.fields])
            else:
                given[field.label] = content
        for field in self.kind.fields:
            if field.is_needed and not _says(given.get(field.label, ())):
                self.lacks(field)
        story = tuple(line for field in self.kind.fields for line in _printed(field, given.get(field.label, ())))
        box = Boxed(label=self.kind.label, look=self.kind.look, story=story, place=self.place)
        asked = self.kind.asks
        if asked is None:
            return box
        may_publish = self.consent(asked, given.get(asked.label, ()))
        return Agreed(label=box.label, look=box.look, story=story, place=box.place, may_publish=may_publish)

    def columns(self, rows: Sequence[tuple[Cell, ...]]) -> Boxed:
        """A block that is a table. Rows in which nothing stands are left out."""
        head, *body = [row for row in rows if any(map(_says, row))] or [()]
        columns = {self.kind.named(_words(cell)): at for at, cell in enumerate(head) if _says(cell)}
        for column in self.kind.columns:
            at = columns.get(column, len(head))
            if column.is_needed and not (body and all(at < len(row) and _says(row[at]) for row in body)):
                self.lacks(column)
        strange = set(range(max(map(len, (head, *body))))) - {at for column, at in columns.items() if column}
        for at in sorted(strange):
            cells = [cell for row in (head, *body) for cell in row[at : at + 1]]
            self.lost(cells, "column", [column.label for column in self.kind.columns])
        table = Table((head, *body), self.place)
        return Boxed(label=self.kind.label, look=self.kind.look, story=(table,) if body else (), place=self.place)

    def consent(self, field: BlockField, cell: Cell) -> bool:
        """Whether it may be published: not until somebody says so."""
        answer = _ANSWERS.get(folded(_words(cell)))
        if answer is None and _says(cell):
            message = f"{self.kind.name}, {field.label}: {quoted(_words(cell))} is neither Yes nor No."
            self.findings.append(error("B-03", self.place, message, "Write one of the two."))
        return answer is True

    def lacks(self, field: BlockField) -> None:
        message = f'The block "{self.kind.name}" says nothing under "{field.label}".'
        self.findings.append(error("B-02", self.place, message, field.help or "Fill it in, or take the block out."))

    def lost(self, cells: Sequence[Cell], what: str, labels: Sequence[str]) -> None:
        """A finding for what stands where the block has no place for it."""
        words = " ".join(filter(None, map(_words, cells)))
        if words or any(map(_says, cells)):
            message = (
                f'The block "{self.kind.name}" has no such {what}, or has it already: {quoted(words)} would be lost.'
            )
            self.findings.append(error("B-04", self.place, message, f"Put it under one of {', '.join(labels)}."))


def _printed(field: BlockField, cell: Cell) -> Iterator[Paragraph | Picture]:
    """What a cell prints, its label before its first words where the kind says so."""
    if field.prints is Prints.CONSENT:
        return
    led = field.is_led
    for block in cell:
        if isinstance(block, Picture):
            scale = min(1.0, field.widest / block.width)
            yield replace(block, width=block.width * scale, height=block.height * scale)
        else:
            runs = (Run(f"{field.label}: ", bold=True), *block.runs) if led else block.runs
            led = False
            yield replace(block, runs=runs, kind=_AS.get(field.prints, block.kind))


def _words(cell: Cell) -> str:
    return " ".join(line.text for line in lines_of(cell)).strip()


def _says(cell: Cell) -> bool:
    return any(isinstance(block, Picture) or block.text.strip() or block.references for block in cell)
