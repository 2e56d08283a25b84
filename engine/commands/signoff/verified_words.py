"""What has changed since a sheet was signed or issued, in words: line by line, and for the whole report counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from engine.assembly.reading import Reading
from engine.commands.signoff.issued_files import UNDER, contents_of, under, words_of
from engine.errors import SigningError
from engine.model.signing import Change, Entry, Event, PieceKind
from engine.signatures.redline import changes
from engine.signatures.register import Register

_BY_HASH = re.compile(r"([a-z][a-z0-9-]*): ([0-9a-f]{64})")
"""How copies of the endorsements were kept before their words were: each statement by the hash of its text."""

_NOUNS = {
    "Strengths": ("strength", "strengths"),
    "What needs to improve": ("area to improve", "areas to improve"),
    "Actions": ("action", "actions"),
    "What others say": ("quotation", "quotations"),
    "Documents": ("document", "documents"),
    "Data sources": ("data source", "data sources"),
    "Figures": ("figure", "figures"),
    "Ratings": ("group’s ratings", "groups’ ratings"),
    "Risks": ("risk", "risks"),
}
"""What a line of a part is called; of any other part it is a line."""


def changes_since(register: Register, copy: Entry, reading: Reading) -> tuple[Change, ...]:
    """Each line that reads otherwise now than on an issued copy."""
    present = contents_of(reading)[copy.get("sheet")]
    return changes(list(_verified(register, copy, reading, present)), present)


def in_short(found: Sequence[Change]) -> tuple[str, ...]:
    """Changes of the whole report, counted: a line for each statement and each other part that reads otherwise."""
    counts: dict[str, Counter[str]] = {}
    for change in found:
        name, part = _where(change)
        counts.setdefault(name, Counter())[part] += 1
    return tuple(f"{name}: the text has changed ({', '.join(_counted(parts))})" for name, parts in counts.items())


def _counted(parts: Mapping[str, int]) -> Iterator[str]:
    for part, number in parts.items():
        one, many = _NOUNS.get(part, (f"line of {part}", f"lines of {part}"))
        yield f"{number} {one if number == 1 else many}"


def _where(change: Change) -> tuple[str, str]:
    """The statement that a changed line is of, or else the part of the report; and the part it stands in."""
    pieces = [piece.words for piece in change.pieces if piece.kind is not PieceKind.IN]
    line = "".join(pieces or [piece.words for piece in change.pieces])
    name, mark, rest = line.partition(UNDER)
    part = (rest if mark else line).partition(":")[0]
    return (name, part) if mark else (part, part)


def _verified(register: Register, copy: Entry, reading: Reading, present: Sequence[str]) -> Iterator[str]:
    """The words of a copy; for a statement of which it has but the hash, those that were issued under that hash."""
    names = {statement.id: statement.name for statement in reading.assessment.framework.statements}
    for line in words_of(register, copy):
        by_hash = _BY_HASH.fullmatch(line)
        name = names.get(by_hash[1]) if by_hash else None
        if by_hash is None or name is None:
            yield line
        elif reading.judgement.fingerprints.get(by_hash[1]) == by_hash[2]:
            yield from (one for one in present if one.startswith(under(name, "")))
        else:
            yield from (under(name, one) for one in _of_statement(register, by_hash[1], by_hash[2]))


def _of_statement(register: Register, statement: str, digest: str) -> list[str]:
    """The words that were issued of a statement under a hash; without a copy of them, that they are not kept."""
    for entry in register.entries():
        if entry.event is Event.ISSUED and (entry.get("sheet"), entry.get("fingerprint")) == (statement, digest):
            try:
                return words_of(register, entry)
            except SigningError:
                break
    return ["Text: the wording as it was is not kept"]
