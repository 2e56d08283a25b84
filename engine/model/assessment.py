"""What people rated, wrote and endorsed: the content of one self-assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.findings import Place
from engine.model.council import Council
from engine.model.evidence import Evidence
from engine.model.framework import Framework, Rating
from engine.model.returned import Coercion
from engine.model.story import Paragraph, Story


@dataclass(frozen=True, slots=True)
class Answer:
    """What one group said of one checklist item. rating is None where the cell was left blank."""

    item: str
    rating: Rating | None
    why: str
    have: str
    need: str
    place: Place


@dataclass(frozen=True, slots=True)
class LocalItem:
    """A row that a group added of its own. statement is empty where its sheet is about none; ratings as marked."""

    text: str
    statement: str
    ratings: tuple[str, ...]
    why: str
    have: str
    need: str
    place: Place


@dataclass(frozen=True, slots=True)
class Checklist:
    """All answers of one group, by item id. conflicts: items that somebody must settle. place: its first workbook."""

    group: str
    answers: dict[str, Answer]
    conflicts: int
    place: Place
    local_items: tuple[LocalItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file in checklists/. group: whose it is, empty where nobody can say. left_out: why it does not count.

    ratings: how many of its rows carry one; coercions: its cells that were read as something they do not literally say.
    """

    file: str
    group: str
    ratings: int
    left_out: str
    coercions: tuple[Coercion, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """Something the council will do. due is as typed when it is no date."""

    text: Paragraph
    owner: str
    due: date | None
    measure: Paragraph
    overseen_by: str
    status: str
    place: Place


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words. who is a role, never a name; group is the id of a stakeholder group, or empty."""

    words: str
    who: str
    group: str
    where: str
    references: tuple[str, ...]
    may_publish: bool
    place: Place


@dataclass(frozen=True, slots=True)
class StatementNarrative:
    """The stage 2 summary of one statement."""

    statement: str
    view: str
    direction: str
    ambition: Story
    strengths: tuple[Paragraph, ...]
    improvements: tuple[Paragraph, ...]
    evidence: Story
    plans: Story
    actions: tuple[Action, ...]
    quotations: tuple[Quotation, ...]
    documents: tuple[Paragraph, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ThemeNarrative:
    """The introduction and priorities of one theme."""

    theme: str
    lead: str
    introduction: Story
    priorities: Story
    place: Place


@dataclass(frozen=True, slots=True)
class KeyStrength:
    """A strength of Section A, under the theme it belongs to."""

    title: str
    theme: str
    text: Paragraph
    evidence: Paragraph
    place: Place


@dataclass(frozen=True, slots=True)
class KeyRisk:
    """A risk of Section A: what it means for people, and what is done about it, by whom and by when."""

    title: str
    theme: str
    impact: Paragraph
    response: Paragraph
    owner: str
    due: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Overview:
    """Section A, the page at a glance, and how the self-assessment was made."""

    about: Story
    strategy: Story
    strengths: tuple[KeyStrength, ...]
    risks: tuple[KeyRisk, ...]
    glance_strengths: tuple[Paragraph, ...]
    glance_priorities: tuple[Paragraph, ...]
    process: Story
    review: Story
    place: Place


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One endorser: who, in which role, and how far it has got."""

    role: str
    name: str
    position: str
    organisation: str
    declaration: str
    status: str
    date: date | None
    comment: str
    publish_comment: bool
    place: Place


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """Everything a build needs, in one value."""

    framework: Framework
    council: Council
    checklists: tuple[Checklist, ...]
    statements: dict[str, StatementNarrative]
    themes: dict[str, ThemeNarrative]
    overview: Overview
    evidence: Evidence
    endorsements: tuple[Endorsement, ...]
    received: tuple[ReceivedFile, ...] = ()
