"""Fields of the council's own, which council.yaml gives under a name and templates print as own.NAME."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from engine.findings import Place
from engine.model.roles import Amount, Choice, Day, Key, MayBeLeftOut, Narrative
from engine.model.story import Story


class OwnKind(StrEnum):
    """What a field of the council's own is, as council.yaml says it."""

    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"
    NUMBER = "number"
    PICTURE = "picture"
    LIST = "list"
    TABLE = "table"


_ANYWHERE = MayBeLeftOut("Any template may print it, and the check of templates asks that one does.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnField:
    """One field. story: of a text or the entries of a list a paragraph each; of a table or a picture that alone.

    day: of a date. typed: of a number, as it was written, with its unit.
    """

    name: Key[str]
    kind: Choice[OwnKind]
    story: Annotated[Narrative[Story], _ANYWHERE] = ()
    day: Day[datetime.date | None] = None
    typed: Annotated[Amount[str], _ANYWHERE] = ""
    place: Place
