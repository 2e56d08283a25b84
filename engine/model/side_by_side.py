"""What every group said of one checklist item, side by side: never an average, people with lived experience first.

The annex of the report, the briefs and triangulation.xlsx all print these values, so they cannot tell different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.model.assessment import Answer, SelfAssessment
from engine.model.council import Group
from engine.model.framework import ChecklistItem, QualityStatement, Rating
from engine.model.judgement import PerceptionGap, StatementRatings


class ItemStanding(StrEnum):
    """Where the groups that know stand on an item."""

    AGREED = "agreed by all who rated it"
    DISPUTED = "some agree, others do not"
    DENIED = "not agreed by anyone who rated it"
    NOT_KNOWN = "nobody who answered knows"
    NOT_RATED = "nobody has rated it"


@dataclass(frozen=True, slots=True)
class GroupSide:
    """One group's side. is_back: whether it sent a checklist at all; answer: None where it said nothing of the item."""

    group: Group
    is_back: bool
    answer: Answer | None

    @property
    def rating(self) -> Rating | None:
        """How the group rated the item; None where it did not."""
        return self.answer.rating if self.answer else None


@dataclass(frozen=True, slots=True)
class ItemSides:
    """One item with the side of every group of the council, in the order in which groups are printed.

    gaps: the perception gaps between groups that are compared, as far as this item is in them.
    """

    item: ChecklistItem
    sides: tuple[GroupSide, ...]
    gaps: tuple[PerceptionGap, ...]

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """Every rating that was given."""
        return tuple(side.rating for side in self.sides if side.rating)

    @property
    def unknown(self) -> int:
        """How many groups answered that they do not know."""
        return sum(not rating.is_known for rating in self.ratings)

    @property
    def blank(self) -> int:
        """How many groups sent a checklist and did not rate the item."""
        return sum(side.is_back and side.rating is None for side in self.sides)

    @property
    def spread(self) -> tuple[Rating, ...]:
        """The most positive rating and the most negative; one where they are the same, none where nobody knows."""
        known = sorted((rating for rating in self.ratings if rating.is_known), key=lambda rating: rating.position)
        return tuple(dict.fromkeys((known[0], known[-1]))) if known else ()

    @property
    def standing(self) -> ItemStanding:
        """Where the groups that know stand."""
        if not self.ratings:
            return ItemStanding.NOT_RATED
        if not self.spread:
            return ItemStanding.NOT_KNOWN
        best, worst = self.spread[0], self.spread[-1]
        if best.agrees:
            return ItemStanding.AGREED if worst.agrees else ItemStanding.DISPUTED
        return ItemStanding.DENIED


def side_by_side(
    assessment: SelfAssessment, statement: QualityStatement, ratings: StatementRatings
) -> tuple[ItemSides, ...]:
    """Every item of a statement with what each group said of it. ratings: of this statement, as they were judged."""
    by_group = {checklist.group: checklist.answers for checklist in assessment.checklists}
    groups = assessment.council.groups_in_order
    return tuple(
        ItemSides(
            item=item,
            sides=tuple(GroupSide(g, g.id in by_group, by_group.get(g.id, {}).get(item.id)) for g in groups),
            gaps=tuple(gap for gap in ratings.perception_gaps if item in gap.items),
        )
        for item in statement.items
    )
