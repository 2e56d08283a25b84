"""Who is to act on a finding: whoever wrote what it is about, or the pen holder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What somebody is who is to act."""

    PEN_HOLDER = "pen holder"
    GROUP = "group"
    WRITER = "writer"
    OWNER = "owner"
    ENDORSER = "endorser"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is to act. who: as the list of who owes what calls them; empty where nothing has to be done.

    about: the id of the group, statement or theme, or the role of an endorser; empty for others.
    """

    kind: ActorKind
    who: str = ""
    about: str = ""
