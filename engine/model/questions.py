"""What a ruling of the pen holder could settle, as a question with the answers it can have."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.findings import Place


class QuestionKind(StrEnum):
    """What a question is about, by the list of decisions.yaml into which its ruling goes."""

    RATING = "ratings"
    ROW = "rows"
    FILE = "files"


@dataclass(frozen=True, slots=True)
class PossibleAnswer:
    """An answer. id: by which it is chosen. words: as people read it. ruling: what decisions.yaml then says."""

    id: str
    words: str
    ruling: Mapping[str, str | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something open in what groups sent. asks: the sentence of the finding that tells of it. place: where to look.

    must: whether it counts as nothing until it is settled; otherwise it is taken as told, unless ruled otherwise.
    group, item: ids, empty where nobody knows. text: the words of the row. seen: what stands in its rating cells.
    answers: all that it could be, the likeliest first.
    """

    kind: QuestionKind
    code: str
    asks: str
    place: Place
    must: bool
    answers: tuple[PossibleAnswer, ...]
    group: str = ""
    item: str = ""
    text: str = ""
    seen: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name by which it is known from run to run, as long as it asks the same."""
        told = (self.kind, self.place.file, self.place.where, self.group, self.item, self.text, *self.seen)
        return hashlib.sha256("\n".join(told).encode("utf-8", "backslashreplace")).hexdigest()[:16]
