"""The tables of docs/findings.md, made of the catalogue of findings."""

from __future__ import annotations

from collections.abc import Iterator

from engine.finding_kinds import FindingKind, Trait, finding_kinds


def tables() -> str:
    """A heading and a table for each area: a row for each code and severity."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    kinds = finding_kinds().values()
    for area in dict.fromkeys(kind.area for kind in kinds):
        yield from ("", f"## {area.title}", "")
        if area.note:
            yield from (area.note, "")
        yield from ("| code | severity | means | what to do |", "|---|---|---|---|")
        for kind in (kind for kind in kinds if kind.area == area):
            yield from _rows(kind)
    weighable = [kind.code for kind in kinds if Trait.WEIGHABLE in kind.traits]
    yield from ("", "## What a council may weigh", "")
    yield f"Under `severities` in `council.yaml`: {', '.join(weighable)}."
    yield ""


def _rows(kind: FindingKind) -> Iterator[str]:
    for severity, meaning in kind.meanings.items():
        also = " It stops no final edition." if Trait.LEAVES_A_FINAL in kind.traits and severity == "error" else ""
        yield f"| {kind.code} | {severity} | {meaning.means}{also} | {meaning.fix} |"
