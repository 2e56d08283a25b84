"""Other frames onto the same content: which parts of a frame are answered by which statements, actions and figures."""

from __future__ import annotations

from dataclasses import dataclass

from engine.findings import Place
from engine.model.roles import Reference, Title


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a part of a frame names, by its id; an action as "safeguarding: Train the team". place: its line."""

    target: Reference[str]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class LensPart:
    """A part of a frame, with what in the report answers it."""

    name: Title[str]
    statements: tuple[Pointer, ...]
    items: tuple[Pointer, ...]
    actions: tuple[Pointer, ...]
    figures: tuple[Pointer, ...]
    place: Place

    @property
    def is_gap(self) -> bool:
        """Whether nothing is named that answers it."""
        return not (self.statements or self.items or self.actions or self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A frame: what it is called, where it is from, and its parts in their order."""

    title: Title[str]
    source: Title[str]
    parts: tuple[LensPart, ...]
    place: Place
