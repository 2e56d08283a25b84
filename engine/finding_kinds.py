"""The catalogue of findings: what each code means, what it does, and what can be done about it.

It is findings.yaml beside this file. Nothing in the engine hangs on a code's letter or number, only on what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from engine.findings import COUNCIL, Finding, Severity, errors_in
from engine.kept_yaml import content_of
from engine.workspace import package

INPUTS_HAVE_ERRORS, TEMPLATES_HAVE_ERRORS = 3, 4
"""Exit codes of the contract."""


class Trait(StrEnum):
    """What a finding does beside its severity."""

    ABOUT_A_TEMPLATE = "about-a-template"
    """Its errors alone make exit code 4; a template with them is not rendered by a check, and a build names them."""
    HIDES_A_TAG = "hides-a-tag"
    """It keeps a tag from being read as it was meant, so nothing else is said of that tag."""
    LEAVES_A_FINAL = "leaves-a-final"
    """An error that stops no final edition: the text is none the worse, and the new sheet takes a final edition."""
    WEIGHABLE = "weighable"
    """A council may make it heavier or lighter."""
    SAID_ANEW = "said-anew"
    """Every build says it again, also where nothing has changed since."""
    TOLD_AFTER_BUILD = "told-after-build"
    """Nobody may miss it who takes the files of a build."""
    ABOUT_PUBLISHING = "about-publishing"
    """It tells what the public edition leaves out."""
    SOURCE_CHANGED = "source-changed"
    """An input, template or schema is another one than the edition was built from."""
    NOT_READ = "not-read"
    """Nothing of its file was read."""
    LEFT_OUT = "left-out"
    """A part of the report for which nothing was received: a final edition does without it."""
    NEEDS_CHECKLISTS = "needs-checklists"
    """It says nothing where a checklist was not read."""
    NEEDS_PREVIOUS = "needs-previous"
    """It says nothing where the record of the last self-assessment was not read."""
    READ_IN_PART = "read-in-part"
    """Where it is an error, a part of its file was not read."""
    NOT_YET = "not-yet"
    """It says that nobody has begun: nothing to tell while council.yaml is wrong."""
    MISSES_SOMETHING = "misses-something"
    """It says that something is not there, which nobody knows of a file that was not read whole."""
    NEEDS_EVIDENCE = "needs-evidence"
    """It says nothing where evidence.xlsx was not read."""
    NEEDS_ENDORSEMENTS = "needs-endorsements"
    """It says nothing where endorsements.xlsx was not read."""
    NEEDS_NARRATIVE = "needs-narrative"
    """It says nothing where a form was not read."""
    CAN_BE_LOOKED_AT = "can-be-looked-at"
    """An error with which a page can be made and looked at all the same: a preview shows it, and tells."""
    ABOUT_A_FIELD = "about-a-field"
    """It is about a field of the report, which a council may leave out on purpose."""
    ABOUT_ITEMS = "about-items"
    """It is about one checklist item of many: a sheet says them in one line."""
    ABOUT_STRENGTHS = "about-strengths"
    """It is about one strength of many: a sheet says them in one line."""


class Remedy(StrEnum):
    """What a front door offers beside a finding."""

    OPEN = "open"
    """Open the input at its place, mend it, save it."""
    ASK = "ask"
    """Ask whoever wrote it, or owes it."""
    SETTLE = "settle"
    """Record the pen holder's ruling."""
    COUNCIL = "council"
    """Change council.yaml."""
    TEMPLATE = "template"
    """Open the Word template, or put the house copy back."""
    BRAND = "brand"
    """Put the council's colours and fonts into the templates."""
    SIGN = "sign"
    """Issue a sheet, chase it, or take it back."""
    BUILD = "build"
    """Build the edition again."""
    IMPORT = "import"
    """Import the official wording from another copy."""
    INSTALL = "install"
    """Install what this machine lacks."""
    RESTORE = "restore"
    """Put a file back from a backup."""
    AGAIN = "again"
    """Look again, once somebody has closed the file."""
    LOOK = "look"
    """Look at it: perhaps all is well."""
    NONE = "none"
    """Nothing has to be done."""


@dataclass(frozen=True, slots=True)
class FindingMeaning:
    """What a code says with one severity. fix: in general; the finding says what to do about the case.

    field: of council.yaml, such as dates.earlier, that answers it; empty where none does, or the finding's place tells.
    """

    means: str
    fix: str
    remedy: Remedy
    field: str = ""


@dataclass(frozen=True, slots=True)
class FindingArea:
    """Findings that belong together. note: Markdown for the page of all findings."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """One code. meanings: by the severities it is given with, the gravest first.

    asserted: that a claim stands without enough evidence, 1 the gravest, 0 where it does not say so. in_one_line: what
    is said of all findings of the code together, with {count}.
    """

    code: str
    area: FindingArea
    meanings: Mapping[Severity, FindingMeaning]
    traits: frozenset[Trait] = field(default_factory=frozenset)
    asserted: int = 0
    columns: tuple[tuple[str, str], ...] = ()
    """Columns, such as ("Library", "link"), without one of which it says nothing of the rows of that sheet."""
    in_one_line: str = ""


_OF_ITS_OWN = {Severity.ERROR: FindingMeaning("A value is not as the council's own schema asks.", "", Remedy.OPEN)}


@cache
def finding_kinds() -> Mapping[str, FindingKind]:
    """Every code penholder can give, in the order of the catalogue."""
    content = content_of((package() / "findings.yaml").read_bytes())
    areas, entries = content["areas"], content["findings"]
    return MappingProxyType({code: _kind(code, entry, areas[entry["area"]]) for code, entry in entries.items()})


def kind_of(code: str) -> FindingKind:
    """The kind of a code. One that only a council's own schema has does nothing but say what is wrong."""
    return finding_kinds().get(code) or FindingKind(code=code, area=FindingArea("", ""), meanings=_OF_ITS_OWN)


def has(finding: Finding, trait: Trait) -> bool:
    """Whether a finding does something."""
    return trait in kind_of(finding.code).traits


def remedy_for(finding: Finding) -> Remedy:
    """What to offer beside a finding. A weight that the council has changed changes nothing about it."""
    return _meaning_of(finding).remedy


def field_for(finding: Finding) -> tuple[str | int, ...]:
    """What leads to the value of council.yaml that answers it, by its place or its kind; empty where none does."""
    if finding.place.file == COUNCIL:
        return finding.place.path or _field_of(finding)
    return _field_of(finding) if remedy_for(finding) is Remedy.COUNCIL else ()


def _field_of(finding: Finding) -> tuple[str, ...]:
    return tuple(filter(None, _meaning_of(finding).field.split(".")))


def _meaning_of(finding: Finding) -> FindingMeaning:
    meanings = kind_of(finding.code).meanings
    return meanings.get(finding.severity, next(iter(meanings.values())))


def exit_code(findings: Iterable[Finding]) -> int:
    """The exit code of the contract for a command that ran through. Warnings never change it."""
    errors = errors_in(findings)
    if not errors:
        return 0
    is_templates_alone = all(has(finding, Trait.ABOUT_A_TEMPLATE) for finding in errors)
    return TEMPLATES_HAVE_ERRORS if is_templates_alone else INPUTS_HAVE_ERRORS


def _kind(code: str, entry: Mapping[str, Any], about: Mapping[str, Any]) -> FindingKind:
    area = FindingArea(entry["area"], about["title"], about.get("note", ""))
    traits = frozenset(map(Trait, (*about.get("traits", ()), *entry.get("traits", ()))))
    meanings = {severity: _meaning(entry[severity]) for severity in Severity if severity in entry}
    return FindingKind(
        code=code,
        area=area,
        meanings=meanings,
        traits=traits,
        asserted=entry.get("asserted", 0),
        columns=tuple(tuple(column.split(".")) for column in entry.get("columns", ())),
        in_one_line=entry.get("in_one_line", ""),
    )


def _meaning(said: Mapping[str, str]) -> FindingMeaning:
    return FindingMeaning(said["means"], said["fix"], Remedy(said["remedy"]), said.get("field", ""))
