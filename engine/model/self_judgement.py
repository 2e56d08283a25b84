"""What a council itself says of a statement, on a scale it declares. Nothing of it is ever computed."""

from __future__ import annotations

from dataclasses import dataclass

from engine.findings import Place
from engine.model.roles import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfJudgement:
    """A level of a scale, whose levels go from the lowest to the highest."""

    level: Label[str]
    scale: Label[tuple[str, ...]]
    place: Place
