"""A picture that was made here of a drawing."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.roles import Shape


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """data: a PNG. width, height: in millimetres, of what there is to see and no more. words: all that stand in it."""

    data: Shape[bytes]
    width: Shape[float]
    height: Shape[float]
    words: Shape[str]
