"""What only follows from a file that could not be read: hundreds of findings that say what one has said already."""

from __future__ import annotations

from collections.abc import Iterable

from engine.finding_kinds import Trait, has
from engine.findings import Finding

_NEEDS = (
    (Trait.NEEDS_CHECKLISTS, "inputs/checklists/"),
    (Trait.NEEDS_PREVIOUS, "inputs/previous.json"),
    (Trait.NEEDS_EVIDENCE, "inputs/evidence.xlsx"),
    (Trait.NEEDS_ENDORSEMENTS, "inputs/endorsements.xlsx"),
    (Trait.NEEDS_NARRATIVE, "inputs/narrative/"),
)
"""How the files begin without which findings of a trait mean nothing."""


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The findings but for those that need a file of which nothing was read: they come back once it can be."""
    every = list(findings)
    unread = {finding.place.file for finding in every if has(finding, Trait.NOT_READ)}
    idle = [trait for trait, begins in _NEEDS if any(file.startswith(begins) for file in unread)]
    return [finding for finding in every if not any(has(finding, trait) for trait in idle)]
