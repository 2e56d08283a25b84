"""Word forms: what people wrote under each heading, as stories, bullets, lines and table rows."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

from engine.findings import Finding, Place, error, warning
from engine.foreign.limits import FORM
from engine.foreign.plain_file import is_there
from engine.foreign.refusal import RefusedFile
from engine.foreign.word_file import word_document
from engine.guess import meant
from engine.model.record import NO_PLACE, Path, Record
from engine.model.story import Block, Cell, Kind, Paragraph, Picture, Run, Table, lines_of, pictures
from engine.phrases import nouns
from engine.plain_words import close_by_margin, folded, quoted
from engine.schema_rules import may_lack
from engine.schemas import Schema, meta, row_rules
from engine.sources.word_body import read_body

_NEARLY = 0.85
"""How alike a heading must be to one of the form's to be taken for a slip; headings inside a story are less so."""
_MARGIN = 0.1
"""How much less alike every other heading of the form must be."""


def read_narrative(path: FilePath, file: str, kind: str, schema: Schema) -> tuple[Record, list[Finding]]:
    """A Word form as a record of the schema's kind; with findings for what could not be read."""
    if not is_there(path):
        message, fix = "The form is missing.", "Put the Word form back under this name."
        return Record(schema=kind, file=file, values={}), [error("I-01", Place(file), message, fix)]
    try:
        document = word_document(path, FORM)
        headings = {folded(meta(rules, "heading")) for rules in schema.values()}
        blocks, findings = read_body(document, file, headings)
    except RefusedFile as refused:
        return Record(schema=kind, file=file, values={}), [error("I-02", Place(file), *refused.reason)]
    except Exception:  # python-docx lets lxml's and zipfile's errors through, and KeyErrors of lost parts
        message = "The Word file is damaged."
        return Record(schema=kind, file=file, values={}), [
            error("I-02", Place(file), message, "Open it in Word, save it again, and put it back.")
        ]
    return _Form(file, kind, schema, findings).read(blocks)


_OF_ITS_OWN = "What is a part of its own, council.yaml can declare under sections."


class _Form:
    """Sorts the blocks of a form under the fields whose headings they follow."""

    def __init__(self, file: str, kind: str, schema: Schema, findings: list[Finding]) -> None:
        self.file = file
        self.kind = kind
        self.schema = schema
        self.findings = findings
        self.fields = {folded(meta(rules, "heading")): field for field, rules in schema.items()}
        self.values: dict[str, Any] = {}
        self.places: dict[Path, str] = {}

    def read(self, blocks: tuple[Block, ...]) -> tuple[Record, list[Finding]]:
        sections = self.sections(blocks)
        if not sections:
            message = "None of the form's headings is in the file."
            fix = "Start from its blank form, which `penholder forms` writes, and write under its headings."
            self.findings.append(error("I-08", Place(self.file), message, fix))
        for field, content in sections.items():
            holds = meta(self.schema[field], "holds")
            self.values[field] = getattr(self, holds)(field, content)
        return Record(schema=self.kind, file=self.file, values=self.values, places=self.places), self.findings

    def sections(self, blocks: tuple[Block, ...]) -> dict[str, list[Block]]:
        """The blocks by field. A heading that names no field is part of the story it stands in."""
        found: dict[str, list[Block]] = {}
        current, strays, is_told = "", list[Block](), False
        known = self.fields_of([b for b in blocks if isinstance(b, Paragraph) and b.kind is Kind.HEADING])
        for block in blocks:
            if isinstance(block, Paragraph) and block.kind is Kind.HEADING:
                field = known.get(folded(block.text))
                is_misspelt = field is None and self.misspelt(block)
                if field is not None or block.level == 1:
                    self.without_home([] if is_told else strays, block.level)
                    current, strays, is_told = field or "", [], is_misspelt
                if field is not None:
                    self.open_section(field, block, found)
                    continue
            (found[current] if current else strays).append(block)
        self.without_home([] if is_told else strays, 1)
        return found

    def fields_of(self, headings: list[Paragraph]) -> dict[str, str]:
        """The fields by their headings as this form spells them; a finding for each that is spelt otherwise."""
        known = dict(self.fields)
        said = {folded(heading.text) for heading in headings}
        for heading in headings:
            near = close_by_margin(folded(heading.text), self.fields, _NEARLY, _MARGIN)
            if folded(heading.text) in known or near is None or near in said:
                continue
            said.add(near)
            known[folded(heading.text)] = self.fields[near]
            right = meta(self.schema[self.fields[near]], "heading")
            message = f'"{heading.text}" is read as the heading "{right}".'
            self.findings.append(warning("I-40", heading.place, message, "Put the heading right if that is meant."))
        return known

    def misspelt(self, heading: Paragraph) -> bool:
        """Whether a heading is nearly one of the form's; a finding tells which."""
        near = meant(folded(heading.text), self.fields, least=_NEARLY)
        if near:
            right = meta(self.schema[self.fields[near]], "heading")
            message = f'"{heading.text}" is no heading that penholder knows.'
            self.findings.append(error("I-08", heading.place, message, f'Did you mean "{right}"?'))
        return bool(near)

    def open_section(self, field: str, heading: Paragraph, found: dict[str, list[Block]]) -> None:
        if field in found:
            message = f'The heading "{heading.text}" stands here a second time.'
            self.findings.append(error("I-11", heading.place, message, "Bring the text together under one of the two."))
        found.setdefault(field, [])
        self.places[(field,)] = heading.place.where

    def without_home(self, strays: list[Block], level: int) -> None:
        """A finding for what stands below no heading of the form, told by its text; by its heading where that is all.

        level: of the heading behind it. One that only holds those below it together, which are the form's, may stay.
        """
        headings = [block for block in strays if isinstance(block, Paragraph) and block.kind is Kind.HEADING]
        texts = [block for block in strays if block not in headings]
        for block in (texts or [heading for heading in headings if heading.level >= level])[:1]:
            stands = "stands under no heading that penholder knows" if texts else "is no heading that penholder knows"
            message = f"{_named(block)} {stands}, so it would be lost."
            message = message[:1].upper() + message[1:]
            known = ", ".join(f'"{meta(rules, "heading")}"' for rules in self.schema.values())
            fix = f"Move it under a heading of the form: {known}. {_OF_ITS_OWN}"
            self.findings.append(error("I-08", block.place, message, fix))

    def misfits(self, blocks: list[Block], wanted: str) -> None:
        """One finding for all that stands under a heading and is of another kind than belongs there."""
        if not blocks:
            return
        first, more = blocks[0], len(blocks) - 1
        also = f" and what stands in {nouns.PLACE.figure(more)} below it are" if more else " is"
        message = f"Here stands {wanted}, but {_named(first)}{also} something else and would be lost."
        fix = f"Make it part of {wanted}, or move it to a part with free text."
        self.findings.append(error("I-12", first.place, message, fix))

    def without_notes(self, line: Paragraph) -> None:
        if line.notes:
            message = "Here stands a footnote, but only the plain words of this line are printed."
            self.findings.append(error("I-12", line.place, message, "Move its words into the text of the form."))

    def without_pictures(self, cell: Cell) -> None:
        for picture in cell:
            if isinstance(picture, Picture):
                message = f"Here stands a {picture.what}, but only the words of this table are printed."
                fix = "Put it into a part with free text, and say here in words what matters."
                self.findings.append(error("I-12", picture.place, message, fix))

    # one method for each kind of content a field may hold

    def story(self, field: str, blocks: list[Block]) -> tuple[Block, ...]:
        self.findings += _pictures_without_words(blocks)
        return tuple(blocks)

    def sentence(self, field: str, blocks: list[Block]) -> str:
        lines = [block for block in blocks if isinstance(block, Paragraph)]
        self.misfits([block for block in blocks if not isinstance(block, Paragraph)], "one line of text")
        for line in lines:
            self.without_notes(line)
        return " ".join(f"{line.number.label} {line.text}" if line.number else line.text for line in lines)

    def bullets(self, field: str, blocks: list[Block]) -> list[Paragraph]:
        lines: list[Paragraph] = []
        self.misfits([block for block in blocks if not isinstance(block, Paragraph)], "a list of bullets")
        for block in blocks:
            if isinstance(block, Paragraph):
                self.places[(field, len(lines))] = block.place.where
                lines.append(block)
        return lines

    def table(self, field: str, blocks: list[Block]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        self.misfits([block for block in blocks if not isinstance(block, Table)], "a table")
        for block in blocks:
            if isinstance(block, Table):
                self.table_rows(field, block, rows)
        return rows

    def table_rows(self, field: str, table: Table, rows: list[dict[str, Any]]) -> None:
        rules = row_rules(self.schema[field])
        columns = {folded(meta(column, "column")): name for name, column in rules.items()}
        header = [columns.get(folded(" ".join(p.text for p in lines_of(cell)))) for cell in table.rows[0]]
        header += [None] * (table.columns - len(header))
        if not self.is_of(field, table, header):
            return
        outside: dict[int, list[Paragraph]] = {}
        for number, cells in enumerate(table.rows[1:], start=2):
            row: dict[str, Any] = {}
            for column, (name, cell) in enumerate(zip(header, cells, strict=False), start=1):
                where = f"{table.place.where}, row {number}, column {column}"
                joined = _joined(cell, Place(self.file, where))
                self.without_pictures(cell)
                if name is None and joined.text:
                    outside.setdefault(column, []).append(joined)
                elif name is not None and joined.text:
                    if rules[name]["type"] != "inline":
                        self.without_notes(joined)
                    row[name] = joined if rules[name]["type"] == "inline" else joined.text
                    self.places[(field, len(rows), name)] = where
            if row:
                self.places[(field, len(rows))] = f"{table.place.where}, row {number}"
                rows.append(row)
        self.outside(outside)

    def is_of(self, field: str, table: Table, header: list[str | None]) -> bool:
        """Whether a table is the one that belongs here; with a finding for the columns that it lacks and must not.

        One of which more headings are strange than right is another table, and nothing of it is read.
        """
        rules = row_rules(self.schema[field])
        missing = [name for name in rules if name not in header]
        needed = [meta(rules[name], "column") for name in missing if not may_lack(rules[name])]
        right = len(rules) - len(missing)
        headings = [" ".join(p.text for p in lines_of(cell)) for cell in table.rows[0]]
        strange = [text for text, name in zip(headings, header, strict=False) if text and name is None]
        is_another = bool(needed) and sum(map(bool, headings)) - right > right
        if needed:
            named = ", ".join(f'"{column}"' for column in needed)
            instead = f" It has {', '.join(map(quoted, strange))}." if strange else ""
            message, fix = (
                f"The table has no column {named}.{instead}",
                "Put the column's heading back into the first row.",
            )
            if is_another:
                message = f"The table has no column {named}, so nothing of it is read.{instead}"
                fix = "Put the right table here, and this one where it belongs."
            self.findings.append(error("I-07", table.place, message, fix))
        if not is_another:
            self.places.update(dict.fromkeys(((field, name) for name in missing), NO_PLACE))
        return not is_another

    def outside(self, columns: dict[int, list[Paragraph]]) -> None:
        """A finding for each column that is not read, however many of its cells hold words."""
        for _, cells in sorted(columns.items()):
            also = f" and what stands in {nouns.PLACE.figure(len(cells) - 1)} below it" if len(cells) > 1 else ""
            message = f'"{cells[0].text[:60]}"{also} stands in a column that penholder does not read.'
            self.findings.append(error("I-14", cells[0].place, message, "Move it under one of the columns."))


def _named(block: Block) -> str:
    """A block, for a finding: by its first words."""
    if isinstance(block, Paragraph):
        return f'"{block.text[:60]}"'
    rows = block.rows if isinstance(block, Table) else ()
    said = " ".join(line.text for row in rows for cell in row for line in lines_of(cell))
    words = quoted(block.alt if isinstance(block, Picture) else said)
    return f"a {block.what} ({words})" if words else f"a {block.what}"


def _joined(cell: Cell, place: Place) -> Paragraph:
    """The paragraphs of a cell as one, with a space between them."""
    runs: list[Run] = []
    for paragraph in lines_of(cell):
        if runs and paragraph.runs:
            runs.append(Run(" "))
        if paragraph.number:
            runs.append(Run(f"{paragraph.number.label} "))
        runs.extend(paragraph.runs)
    return Paragraph(tuple(runs), place)


def _pictures_without_words(blocks: list[Block]) -> list[Finding]:
    """A finding for each picture nobody has described."""
    return [
        error(
            "X-01",
            picture.place,
            f"The {picture.what} has no alternative text, so people who cannot see it get nothing.",
            f"Right-click the {picture.what} in Word, choose Edit Alt Text, and say what it shows.",
        )
        for picture in pictures(tuple(blocks))
        if not picture.alt
    ]
