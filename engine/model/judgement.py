"""What step 4 found out: ratings side by side, fingerprints, findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.findings import Finding, Place, Severity
from engine.model.council import Group
from engine.model.framework import ChecklistItem
from engine.model.roles import Choice, Citation, Day, Internal, Key, Label, Number, Reference
from engine.model.signing import REGISTER, Endorsing, Sheet
from engine.model.snapshot import Comparison
from engine.phrases import nouns, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """How one group rated one statement. counts follows the scale; blank is the items without an answer.

    agree, unknown: of the answers, those on the side of agreement, and those that say "Don't know".
    """

    group: Group
    counts: Number[tuple[int, ...]]
    blank: Number[int]
    agree: Number[int]
    unknown: Number[int] = 0

    @property
    def total(self) -> int:
        """All items of the statement, answered or not."""
        return sum(self.counts) + self.blank


@dataclass(frozen=True, slots=True)
class PerceptionGap:
    """The items of a statement that one group rates so much better than another that the two see things differently.

    items: at least one, in the order of the statement.
    """

    better: GroupCounts
    worse: GroupCounts
    items: tuple[ChecklistItem, ...]

    @property
    def between(self) -> tuple[GroupCounts, GroupCounts]:
        """Both groups, the one that sees it worse first."""
        return self.worse, self.better


@dataclass(frozen=True, slots=True)
class StatementRatings:
    """All groups' ratings of one statement, and the perception gaps between those groups that are compared."""

    rows: tuple[GroupCounts, ...]
    perception_gaps: tuple[PerceptionGap, ...]

    @property
    def gaps(self) -> tuple[ChecklistItem, ...]:
        """Every item that is in a perception gap, once, in the order of the statement."""
        items = {item.id: item for gap in self.perception_gaps for item in gap.items}
        return tuple(items[key] for key in sorted(items))

    @property
    def answered(self) -> int:
        """How many ratings there are in all."""
        return sum(sum(row.counts) for row in self.rows)

    @property
    def message(self) -> str:
        """What the counts show, as one line."""
        low = min(self.rows, key=lambda row: row.agree, default=None)
        high = max(self.rows, key=lambda row: row.agree, default=None)
        items = nouns.ITEM.part(low.agree, low.total) if low else ""
        if low is None or high is None or low.agree == high.agree:
            return sentences.groups_agree_alike(len(self.rows), low.group.name if low else "", items)
        others = f"{inside_a_sentence(high.group.name)} with {high.agree}"
        return f"{low.group.name} agree with {items}, {others}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something a statement says works well or needs to improve. kinds: of the evidence it names, each once.

    open: the evidence whose kind somebody has still to tell. waits: no data source or figure tells its kind.
    """

    statement: Key[str]
    text: Label[str]
    references: Citation[tuple[str, ...]]
    kinds: Reference[tuple[str, ...]]
    is_strength: Choice[bool]
    place: Place
    open: Reference[tuple[str, ...]] = ()
    waits: Choice[bool] = False

    def is_borne_out(self, kinds: int) -> bool:
        """Whether as many kinds of evidence as asked for stand behind it."""
        return len(self.kinds) >= kinds

    def is_judged(self, kinds: int) -> bool:
        """Whether it can be said that it is borne out, or not: it is, or no kind has still to be told."""
        return self.is_borne_out(kinds) or not (self.open or self.waits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Ratings, ids referred to and fingerprints by statement, sheets by name, claims, and all findings so far.

    endorsers: how far each has got, in the order of the endorsements.
    """

    ratings: dict[str, StatementRatings]
    cited: Citation[dict[str, tuple[str, ...]]]
    fingerprints: Key[dict[str, str]]
    whole_fingerprint: Key[str]
    sheets: dict[str, Sheet]
    endorsers: tuple[Endorsing, ...]
    claims: tuple[Claim, ...]
    findings: Internal[tuple[Finding, ...]]
    comparison: Comparison | None = None
    """With the version before this one; None where its record is not kept."""
    today: Day[date | None] = None
    """The day on which it was made, by which somebody is late; None where nobody knows it."""

    def open_on(self, statement: str) -> tuple[Finding, ...]:
        """What whoever verifies a statement should know: errors and warnings about it and its items.

        How far its sheet has got is not among them: by being signed, a sheet would change what it says.
        """
        return tuple(
            finding
            for finding in self.findings
            if finding.severity is not Severity.INFO
            and finding.place.file != REGISTER
            and finding.about.partition(".")[0] == statement
        )


def inside_a_sentence(name: str) -> str:
    """A group's name inside a sentence; names that begin with an abbreviation stay."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
