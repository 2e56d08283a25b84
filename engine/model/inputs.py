"""What step 1 hands on to step 2, and step 2 to step 3."""

from __future__ import annotations

from dataclasses import dataclass

from engine.findings import Finding, errors_in
from engine.model.record import Checked, Record
from engine.model.returned import ReturnedChecklist
from engine.model.vocabulary import Vocabulary
from engine.schemas import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Records with their places, the pictures council.yaml may name, and what went wrong while reading."""

    council: Record
    checklists: tuple[ReturnedChecklist, ...]
    statements: dict[str, Record]
    themes: dict[str, Record]
    overview: Record
    sections: dict[str, Record]
    evidence: Record
    endorsements: Record
    decisions: Record
    lenses: Record
    pictures: dict[str, bytes]
    schemas: dict[str, Schema]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedInputs:
    """All inputs, checked. council_is_sound tells whether anything can be built at all."""

    council: Checked
    checklists: tuple[ReturnedChecklist, ...]
    statements: dict[str, Checked]
    themes: dict[str, Checked]
    overview: Checked
    sections: dict[str, Checked]
    evidence: Checked
    endorsements: Checked
    decisions: Checked
    lenses: Checked
    vocabulary: Vocabulary

    @property
    def council_is_sound(self) -> bool:
        """False where council.yaml is missing or wrong: without it nobody knows whose report this is."""
        return bool(self.council.values.get("council")) and not errors_in(self.council.findings)

    @property
    def absent(self) -> frozenset[tuple[str, str]]:
        """The columns that the workbooks do not have, each as the title of its sheet and its own name."""
        books = (self.evidence.record, self.endorsements.record)
        return frozenset((book.place(field).where, str(name)) for book in books for field, name in book.absent)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with single values, in the order of the files."""
        narrative = (*self.statements.values(), *self.themes.values(), self.overview, *self.sections.values())
        every = (self.council, self.decisions, self.lenses, *narrative, self.evidence, self.endorsements)
        return tuple(finding for checked in every for finding in checked.findings)
