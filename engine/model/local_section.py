"""A section of the council's own: council.yaml declares it, a Word form of its own holds it, the report prints it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.findings import Place
from engine.model.roles import Choice, Internal, Key, Label, Narrative
from engine.model.story import Story


class SectionPlace(StrEnum):
    """Where in the report it stands."""

    BEFORE_A = "before Section A"
    AFTER_B = "after Section B"
    AFTER_C = "after Section C"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSection:
    """One section. most_words: how many it should have, 0 where nobody says. is_public: everyone may read it."""

    id: Key[str]
    heading: Label[str]
    stands: Choice[SectionPlace]
    story: Narrative[Story]
    is_required: Internal[bool]
    most_words: Internal[int]
    is_public: Internal[bool]
    place: Place
