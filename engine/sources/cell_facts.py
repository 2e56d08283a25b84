"""What a cell of a workbook holds, and what there is to know of it, whatever program made it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """What a cell holds, as its program sees it."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    FORMULA = "formula"


class FactKind(StrEnum):
    """What there is to know of a cell beside its words."""

    NO_RESULT = "a formula that was never worked out"
    TYPED_BEHIND_SIGN = "words behind a sign that makes a formula"
    UNKNOWN_FORMAT = "a format that is not understood"
    SHOWS_NOTHING = "a value that its format hides"
    PICTURE = "a picture"
    FORMULA_LINK = "a link that a formula works out"


@dataclass(frozen=True, slots=True)
class CellFact:
    """Something to know of a cell. value: what it holds or shows; form: its format, or the text of its formula."""

    kind: FactKind
    value: str = ""
    form: str = ""
