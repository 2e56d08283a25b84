"""The box that a council's logo fits into, whatever its shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.findings import Finding, Place, warning
from engine.foreign.picture import picture_size

_LEAST_HIGH = 8.0
"""Millimetres: a lower logo is not read in print."""


@dataclass(frozen=True, slots=True)
class LogoBox:
    """The most that a logo may take, in millimetres."""

    width: float
    height: float

    def size_of(self, logo: bytes) -> tuple[float, float]:
        """Width and height of a logo that fills the box as far as its shape lets it."""
        wide, high = picture_size(logo)
        scale = min(self.width / wide, self.height / high)
        return wide * scale, high * scale


OF_REPORT = LogoBox(62.0, 26.0)
OF_SHEETS = LogoBox(51.0, 22.0)


def low_logo(logo: bytes, place: Place) -> Iterator[Finding]:
    """A warning where a logo is so wide that too little of its height is left."""
    if not logo:
        return
    cover, sheets = OF_REPORT.size_of(logo)[1], OF_SHEETS.size_of(logo)[1]
    if sheets < _LEAST_HIGH:
        message = (
            f"The logo is printed {cover:.0f} mm high on the cover and {sheets:.0f} mm on the sheets, since it "
            "is so wide for its height. Small words in it cannot be read."
        )
        yield warning(
            "K-08", place, message, "Name a version of it for narrow places under brand.logo, or leave it so."
        )
