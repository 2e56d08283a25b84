"""Findings of one kind about one thing, told in one line: sixty lines that say the same are read by nobody."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from engine.finding_kinds import kind_of
from engine.findings import Finding, Place
from engine.phrases import sentences

SEVERAL = 3
"""From so many on, findings are told together."""
_LISTED = 60
"""So many names or places are listed; `penholder check --all` tells each."""


@dataclass(frozen=True, slots=True)
class Alike:
    """One finding, or several of one kind; at least one."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that is told whole where there is no sentence for all."""
        return self.findings[0]

    @property
    def words(self) -> str:
        """What is wrong: the message of one, or a sentence about all with their names or places."""
        if len(self.findings) == 1:
            return self.first.message
        line = kind_of(self.first.code).in_one_line
        if line:
            return f"{line.format(count=f'{len(self.findings):,}')}: {_named(self.findings)}."
        return f"{self.first.message} {sentences.MORE_LIKE_IT(len(self.findings) - 1)}: {_named(self.findings[1:])}."

    @property
    def places(self) -> str:
        """Where they stand: the place of one; of several, each file, heading or sheet once."""
        return str(self.first.place) if len(self.findings) == 1 else in_short(f.place for f in self.findings)


def alike(findings: Iterable[Finding], about: Callable[[Finding], Hashable]) -> tuple[Alike, ...]:
    """The findings, those of one kind and severity about the same together, in the order of the first of each.

    Fewer than SEVERAL stay by themselves.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.severity, about(finding)), []).append(finding)
    made: list[Alike] = []
    for group in groups.values():
        made += [Alike(tuple(group))] if len(group) >= SEVERAL else [Alike((finding,)) for finding in group]
    return tuple(made)


def in_short(places: Iterable[Place]) -> str:
    """Places in one line: what they have in common with the one before is not said again."""
    told: list[str] = []
    before = ""
    for place in dict.fromkeys(places):
        whole = str(place)
        cut = max(whole.rfind(sign) + len(sign) for sign in (" › ", "!")) if place.where else 0
        trail, last = whole[:cut], whole[cut:]
        told.append(last if trail == before and trail else whole)
        before = trail
    return _listed(told)


def _named(findings: Sequence[Finding]) -> str:
    if all(finding.named for finding in findings):
        return _listed(list(dict.fromkeys(finding.named for finding in findings)))
    return in_short(finding.place for finding in findings)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    return "; ".join(names[:_LISTED]) + sentences.AND_MORE(max(more, 0))
