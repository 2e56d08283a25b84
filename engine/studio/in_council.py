"""Where in Council a finding is answered: the address of the very field, and what it is called there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import PenholderError
from engine.findings import Finding
from engine.workspace import Workspace

if TYPE_CHECKING:
    from engine.commands.council import AnsweredAt

PAGE = "/council"
TEXT = "text"


@dataclass(frozen=True, slots=True)
class InCouncil:
    """A place in Council. part: its title; label: the field, row or list; empty where the part alone is known."""

    part: str
    label: str
    address: str


AS_TEXT = InCouncil("As text", "", f"{PAGE}/{TEXT}")
"""Where is answered what no form reaches."""


def address_of(part: str) -> str:
    """The address of a part of Council by its name."""
    return f"{PAGE}/{part}" if part else PAGE


def in_council(workspace: Workspace, findings: Sequence[Finding]) -> tuple[InCouncil | None, ...]:
    """For each finding where Council answers it; None where it does not. It reads council.yaml."""
    from engine.commands.council import answered_at  # here: it takes longer to load than the server takes to answer

    try:
        found = answered_at(workspace, findings)
    except PenholderError:  # Council tells why it cannot be shown
        return (None,) * len(findings)
    return tuple(_place(one) if one else None for one in found)


def _place(one: AnsweredAt) -> InCouncil:
    return InCouncil(one.part.title, one.label, f"{address_of(one.part.name)}#{one.id}") if one.part else AS_TEXT


def by_part(
    workspace: Workspace, findings: Sequence[Finding]
) -> list[tuple[InCouncil | None, list[tuple[Finding, InCouncil | None]]]]:
    """The findings by the part of Council that answers them, in their order; with those of no part under None."""
    found: dict[str, tuple[InCouncil | None, list[tuple[Finding, InCouncil | None]]]] = {}
    for finding, place in zip(findings, in_council(workspace, findings), strict=True):
        part = place and InCouncil(place.part, "", place.address.partition("#")[0])
        found.setdefault(place.part if place else "", (part, []))[1].append((finding, place))
    return list(found.values())
