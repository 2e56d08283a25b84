"""The blocks of a stage 2 template: titles, guidance, prompts, suggestions of data and of documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.framework.layout import Layout
from engine.model.framework import Block
from engine.plain_words import folded
from engine.sources.official.import_notes import ImportNotes
from engine.sources.official.pages import PrintedGrid, PrintedLine
from engine.sources.official.printed_names import begins


@dataclass(slots=True)
class _Block:
    """A block while it is read. points: which list the next point joins."""

    id: str
    title: str
    points: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, text: str) -> None:
        self.texts.setdefault(kind, []).append(text)

    def printed(self) -> Block:
        lists = {kind: tuple(self.texts.get(kind, ())) for kind in ("prompts", "data", "guidance", "documents")}
        return Block(id=self.id, title=self.title, **lists)


def read_blocks(grid: PrintedGrid, layout: Layout, statement: str, notes: ImportNotes) -> tuple[Block, ...]:
    """The blocks of a template, in order; empty where fewer than half of them are in the grid."""
    lines = [line for row in grid.rows for cell in row for line in cell]
    if sum(bool(_heading(line, layout)) for line in lines) <= len(layout.blocks) // 2:
        return ()
    blocks: list[_Block] = []
    for line in lines:
        if (kind := _heading(line, layout)) and all(block.id != kind for block in blocks):
            blocks.append(_Block(kind, " ".join(line.text.split())))
        elif kind:
            notes.left_out(line.where, line.text, "the heading is repeated", statement)
        elif blocks:
            _sort(line, blocks[-1], layout, statement, notes)
    return tuple(block.printed() for block in blocks)


def _heading(line: PrintedLine, layout: Layout) -> str:
    """The id of the block that a line is the heading of."""
    if line.bullet:
        return ""
    return next((block for block, ways in layout.blocks.items() if begins(line.text, ways)), "")


def _sort(line: PrintedLine, block: _Block, layout: Layout, statement: str, notes: ImportNotes) -> None:
    """Put a line where it belongs: a label opens a list, a point joins it, everything else is guidance."""
    if not line.bullet and begins(line.text, (*layout.prompts, *layout.data)):
        _label(line, block, layout, statement, notes)
    elif line.bullet:
        block.add(block.points or ("documents" if block.id == "documents" else "prompts"), line.text)
        if block.points == "prompts":
            _fused(line, statement, notes)
    elif block.points and not begins(line.text, layout.notes):
        notes.irregular(line.where, line.text, "It has no bullet; taken as one more point of the list.", statement)
        block.add(block.points, line.text)
    elif block.points or block.id != "verification":
        block.add("guidance", line.text)


def _label(line: PrintedLine, block: _Block, layout: Layout, statement: str, notes: ImportNotes) -> None:
    if begins(line.text, layout.data):
        block.points = "data"
    elif block.texts.get("prompts"):
        block.points = "data"
        made = "It stands over a second list, so that list is taken as data to consider."
        notes.irregular(line.where, line.text, made, statement)
    else:
        block.points = "prompts"


def _fused(line: PrintedLine, statement: str, notes: ImportNotes) -> None:
    """A question with the end of another sentence behind it: kept as printed, and told."""
    question, mark, rest = line.text.partition("? ")
    if mark and rest[:1].islower() and folded(rest):
        made = "Two sentences have run together; kept as printed."
        notes.irregular(line.where, f"… {question.split()[-1]}? {rest}", made, statement)
