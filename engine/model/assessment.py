"""What people rated, wrote and endorsed: the content of one self-assessment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from engine.findings import Place
from engine.model.council import Council, Group
from engine.model.evidence import Evidence
from engine.model.framework import Framework, Rating
from engine.model.lens import Lens
from engine.model.local_section import LocalSection
from engine.model.own import OwnField
from engine.model.recommendation import Recommendation
from engine.model.returned import Coercion, GroupNote
from engine.model.roles import (
    Choice,
    Citation,
    Comment,
    Consent,
    Contact,
    Day,
    InASentence,
    Internal,
    Key,
    KnownAs,
    Label,
    Name,
    NamedInOffice,
    Narrative,
    Number,
    PublicAs,
    Quoted,
    Reference,
    Title,
)
from engine.model.self_judgement import SelfJudgement
from engine.model.story import Paragraph, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one group said of one checklist item. rating is None where the cell was left blank."""

    item: Reference[str]
    rating: Rating | None
    why: Comment[str]
    have: Comment[str]
    need: Comment[str]
    place: Place

    @property
    def is_bare(self) -> bool:
        """Whether it is a rating without a word of why."""
        return self.rating is not None and not (self.why or self.have or self.need)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalItem:
    """A row that a group added of its own. statement is empty where its sheet is about none; ratings as marked."""

    text: Comment[str]
    statement: Reference[str]
    ratings: Choice[tuple[str, ...]]
    why: Comment[str]
    have: Comment[str]
    need: Comment[str]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """All answers of one group, by item id. conflicts: items that somebody must settle. place: its first workbook."""

    group: Key[str]
    answers: dict[str, Answer]
    conflicts: Number[int]
    place: Place
    local_items: tuple[LocalItem, ...] = ()
    notes: tuple[GroupNote, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nobody has written into it: it lies there as it was made, and has not come back."""
        said = any(one.rating or one.why or one.have or one.need for one in self.answers.values())
        return not (said or self.conflicts or self.local_items)

    def rating_of(self, item: str) -> Rating | None:
        """How the group rated an item; None where it did not."""
        answer = self.answers.get(item)
        return answer.rating if answer else None

    def sees_better(self, item: str, other: Checklist) -> bool:
        """Whether this group rates an item so much better than another does that it is a gap."""
        better, worse = self.rating_of(item), other.rating_of(item)
        return better is not None and worse is not None and better.is_gap_above(worse)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFile:
    """One file in checklists/. group: whose it is, empty where nobody can say. left_out: why it does not count.

    ratings: how many items it rates; coercions: its cells that were read as something they do not literally say.
    """

    file: Internal[str]
    group: Reference[str]
    ratings: Number[int]
    left_out: Internal[str]
    coercions: tuple[Coercion, ...]


class ActionStatus(StrEnum):
    """How far an action has got. NOT_TOLD: its cell is empty or says something else."""

    NOT_STARTED = "Not started"
    UNDER_WAY = "Under way"
    DONE = "Done"
    NOT_TOLD = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the council will do."""

    text: Narrative[Paragraph]
    owner: Label[str]
    due: Day[date | None]
    measure: Narrative[Paragraph]
    overseen_by: Label[str]
    status: Choice[ActionStatus]
    place: Place

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.status is ActionStatus.DONE

    @property
    def is_dated(self) -> bool:
        """Whether it has a day by which it is to be done."""
        return self.due is not None

    @property
    def is_answered_for(self) -> bool:
        """Whether somebody does it and somebody oversees it."""
        return bool(self.owner and self.overseen_by)

    def is_late(self, day: date) -> bool:
        """Whether it was due before a day and is not done."""
        return self.due is not None and self.due < day and not self.is_done


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Somebody's words. who is a role, never a name; group is the id of a stakeholder group, or empty."""

    words: Quoted[str]
    who: Quoted[str]
    group: Reference[str]
    where: Quoted[str]
    references: Citation[tuple[str, ...]]
    may_publish: Consent[bool]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementNarrative:
    """The stage 2 summary of one statement."""

    statement: Key[str]
    view: Annotated[Label[str], InASentence(begins_small=True)]
    direction: Choice[str]
    ambition: Narrative[Story]
    strengths: Narrative[tuple[Paragraph, ...]]
    improvements: Narrative[tuple[Paragraph, ...]]
    evidence: Narrative[Story]
    plans: Narrative[Story]
    actions: tuple[Action, ...]
    quotations: tuple[Quotation, ...]
    documents: Narrative[tuple[Paragraph, ...]]
    place: Place
    judgement: SelfJudgement | None = None
    """The council's own, where it gives some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeNarrative:
    """The introduction and priorities of one theme."""

    theme: Key[str]
    lead: Label[str]
    introduction: Narrative[Story]
    priorities: Narrative[Story]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStrength:
    """A strength of Section A, under the theme it belongs to."""

    title: Label[str]
    theme: Reference[str]
    text: Narrative[Paragraph]
    evidence: Narrative[Paragraph]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRisk:
    """A risk of Section A: what it means for people, and what is done about it, by whom and by when."""

    title: Label[str]
    theme: Reference[str]
    impact: Narrative[Paragraph]
    response: Narrative[Paragraph]
    owner: Label[str]
    due: Day[date | None]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Section A, the page at a glance, and how the self-assessment was made."""

    about: Narrative[Story]
    strategy: Narrative[Story]
    strengths: tuple[KeyStrength, ...]
    risks: tuple[KeyRisk, ...]
    glance_strengths: Narrative[tuple[Paragraph, ...]]
    glance_priorities: Narrative[tuple[Paragraph, ...]]
    process: Narrative[Story]
    review: Narrative[Story]
    place: Place


def _number_of(version: str) -> str:
    """A version without the word before it, and without a last .0, which Excel drops from a number."""
    return re.sub(r"^(version|v)[\s.]*", "", version.strip().casefold()).removesuffix(".0")


class Reply(StrEnum):
    """What somebody who was asked to endorse has said. NOT_TOLD: the cell is empty or says something else."""

    INVITED = "Invited"
    AGREED = "Agreed"
    DECLINED = "Declined"
    NO_REPLY = "No reply"
    NOT_TOLD = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement:
    """One endorser: who, in which role, and how far it has got."""

    role: Key[str]
    name: Annotated[Name[str], PublicAs(""), NamedInOffice("role")]
    position: Title[str]
    organisation: Title[str]
    declaration: Reference[str]
    status: Choice[Reply]
    date: Day[date | None]
    comment: Comment[str]
    publish_comment: Consent[bool]
    place: Place
    version: Reference[str] = ""
    """The version of the report that was endorsed, as it was typed; empty where nobody says."""
    email: Contact[str] = ""

    def is_of_another(self, version: str) -> bool:
        """Whether it is said to be of another version than this one; 3, v3.0 and Version 3.0 are one."""
        return bool(self.version) and _number_of(self.version) != _number_of(version)

    @property
    def has_agreed(self) -> bool:
        """Whether the answer was yes."""
        return self.status is Reply.AGREED

    @property
    def has_declined(self) -> bool:
        """Whether the answer was no, so that there is nothing to sign."""
        return self.status is Reply.DECLINED

    @property
    def is_awaited(self) -> bool:
        """Whether the answer is still to come."""
        return self.status in (Reply.INVITED, Reply.NO_REPLY)

    @property
    def printed_comment(self) -> str:
        """What was said, as far as it may be published."""
        return self.comment if self.publish_comment else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessment:
    """Everything a build needs, in one value."""

    framework: Framework
    council: Council
    checklists: tuple[Checklist, ...]
    statements: dict[str, StatementNarrative]
    themes: dict[str, ThemeNarrative]
    overview: Annotated[Overview, KnownAs("overview")]
    evidence: Evidence
    endorsements: tuple[Endorsement, ...]
    received: tuple[ReceivedFile, ...] = ()
    own: tuple[OwnField, ...] = ()
    """What the council prints beside all that the guidance asks for."""
    lenses: tuple[Lens, ...] = ()
    """Other frames onto the same content, of which the report prints a table each."""
    sections: tuple[LocalSection, ...] = ()
    """Those that the council declares, in the order of council.yaml."""
    recommendations: tuple[Recommendation, ...] = ()
    """What others have recommended, in the order of their sheet; the improvement plan prints them."""

    @property
    def asked_to_sign(self) -> tuple[Endorsement, ...]:
        """All who were asked to endorse but the ones who declined."""
        return tuple(endorsement for endorsement in self.endorsements if not endorsement.has_declined)

    def own_rows(self, statement: str) -> tuple[tuple[Group, LocalItem], ...]:
        """The rows that groups added of their own about a statement, in the order in which groups are printed."""
        rows = {checklist.group: checklist.local_items for checklist in self.checklists}
        return tuple(
            (group, row)
            for group in self.council.groups_in_order
            for row in rows.get(group.id, ())
            if row.statement == statement
        )

    def printed_own_rows(self, statement: str) -> tuple[tuple[Group, LocalItem], ...]:
        """Those that the annex prints: none unless the council asks for them, and none without words."""
        rows = self.own_rows(statement) if self.council.prints_own_rows else ()
        return tuple((group, row) for group, row in rows if row.text)
