"""A place on a page to sign or to fill in: what a manifest tells of a sheet, and a service that collects signatures."""

from __future__ import annotations

from dataclasses import dataclass

Corners = tuple[float, float, float, float]
"""Left, bottom, right and top of a rectangle on a page, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedField:
    """A place to sign or to fill in, as others need to know it. key: whose it is. page: from 1. label: words."""

    key: str
    kind: str
    page: int
    rectangle: Corners
    label: str
