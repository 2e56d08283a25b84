"""What only follows from a file that could not be read, or in which nobody has written: hundreds of findings that say
what one has said already.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from engine.finding_kinds import Trait, has, kind_of
from engine.findings import Finding, Severity

Column = tuple[str, str]
"""A sheet by its title, and a column of it by the name of its field."""

_NEEDS = (
    (Trait.NEEDS_CHECKLISTS, "inputs/checklists/"),
    (Trait.NEEDS_PREVIOUS, "inputs/previous.json"),
    (Trait.NEEDS_EVIDENCE, "inputs/evidence.xlsx"),
    (Trait.NEEDS_ENDORSEMENTS, "inputs/endorsements.xlsx"),
    (Trait.NEEDS_NARRATIVE, "inputs/narrative/"),
)
"""How the files begin without which findings of a trait mean nothing."""


def without_consequences(findings: Iterable[Finding], absent: Set[Column] = frozenset()) -> list[Finding]:
    """The findings but for those that need what was not read, or a workbook in which a sheet waits for its first row:
    they come back once it is there.

    absent: the columns that sheets do not have.
    """
    every = list(findings)
    unread = {finding.place.file for finding in every if has(finding, Trait.NOT_READ)}
    unread |= {finding.place.file for finding in every if _is_in_part(finding) or _is_not_begun(finding)}
    idle = [trait for trait, begins in _NEEDS if any(f"{file}/".startswith(begins) for file in unread)]

    def follows(finding: Finding) -> bool:
        kind = kind_of(finding.code)
        is_of_unread = finding.place.file in unread and Trait.MISSES_SOMETHING in kind.traits
        lacks = any(_is_in_row_of(finding, sheet) for sheet, name in kind.columns if (sheet, name) in absent)
        return is_of_unread or lacks or any(trait in kind.traits for trait in idle)

    return [finding for finding in every if not follows(finding)]


def without_what_is_not_begun(findings: Iterable[Finding]) -> list[Finding]:
    """What to tell while council.yaml is wrong: not that nobody has filled in the rest, which comes after it."""
    return [finding for finding in findings if not has(finding, Trait.NOT_YET)]


def _is_in_row_of(finding: Finding, sheet: str) -> bool:
    """Whether it is about a row of a sheet; what stands in another file is about what that refers to."""
    return finding.place.where.startswith(f"{sheet}!") or not finding.place.file.endswith(".xlsx")


def _is_in_part(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and has(finding, Trait.READ_IN_PART)


def _is_not_begun(finding: Finding) -> bool:
    """Whether it is about a whole sheet; a form that waits is one of many, and the others say what they say."""
    return has(finding, Trait.NOT_YET) and bool(finding.place.where)
