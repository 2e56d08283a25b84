"""The framework: what a self-assessment is made of. Its content is data; these are only its shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from engine.model.roles import Choice, Key, Number, Prompt, Reference, Wording


class Side(StrEnum):
    """On which side of the scale a rating lies."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNKNOWN = "unknown"


STEPS_APART = 2
"""Two groups see an item differently when their ratings lie this many steps apart, or on opposite sides."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer of the scale. position counts from 0, the most positive."""

    name: Wording[str]
    side: Choice[Side]
    position: Number[int]

    @property
    def is_known(self) -> bool:
        """Whether it says anything; "Don't know" does not."""
        return self.side is not Side.UNKNOWN

    @property
    def agrees(self) -> bool:
        """Whether it lies on the side of those who agree."""
        return self.side is Side.AGREE

    def is_gap_above(self, other: Rating) -> bool:
        """Whether it is so much better than another that the two who gave them see things differently."""
        steps = other.position - self.position
        is_apart = steps >= STEPS_APART or self.side is not other.side
        return self.is_known and other.is_known and steps > 0 and is_apart


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of a stage 1 checklist. same_as names its twin under another statement, where it has one."""

    id: Key[str]
    text: Wording[str]
    same_as: Reference[str] = ""

    @property
    def number(self) -> str:
        """The two digits of the id: "07" of safeguarding.07."""
        return self.id.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One of the six parts of a stage 2 summary. Guidance, prompts and data help the writer and are never printed.

    documents: titles that the framework proposes for the library.
    """

    id: Key[str]
    title: Wording[str]
    prompts: Prompt[tuple[str, ...]]
    data: Prompt[tuple[str, ...]]
    guidance: Prompt[tuple[str, ...]] = ()
    documents: Prompt[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityStatement:
    """One of the nine statements a manager verifies. number counts from 1 through all themes."""

    id: Key[str]
    name: Wording[str]
    number: Number[int]
    text: Wording[str]
    source: Wording[str]
    items: tuple[ChecklistItem, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the four themes with its statements. number counts from 1."""

    id: Key[str]
    name: Wording[str]
    number: Number[int]
    statements: tuple[QualityStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRow:
    """One row of the Section D library: what a council is asked to have. statement is empty where it serves all."""

    id: Key[str]
    group: Reference[str]
    text: Wording[str]
    statement: Reference[str]
    document_types: Wording[tuple[str, ...]]
    information_return: Choice[bool]
    twelve_months: Choice[bool]

    @property
    def needs_writing(self) -> bool:
        """Whether it asks for a report that somebody has to write for it, rather than a document that exists."""
        return any("bespoke" in kind.casefold() for kind in self.document_types)


@dataclass(frozen=True, slots=True)
class ListedSource:
    """One of the data sources that Section E names."""

    id: Key[str]
    group: Reference[str]
    text: Wording[str]


@dataclass(frozen=True, slots=True)
class Role:
    """One kind of endorser, and the declaration it endorses."""

    id: Key[str]
    name: Wording[str]
    declaration: Reference[str]


@dataclass(frozen=True, slots=True)
class Declaration:
    """The words that endorsers put their names to."""

    id: Key[str]
    heading: Wording[str]
    text: Wording[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A group of rows: its id and the name it is printed under."""

    id: Key[str]
    name: Wording[str]


CHECKLISTS = "checklists"
"""The kind of evidence of what holds the stage 1 checklists: it stands for the kinds of the groups that rated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """A kind of evidence. of_people: what people with lived experience say. of_figures: what measures show.

    of_leaders: what managers and leaders say. signs: words by which a row that tells no kind may be known to be of it.
    """

    id: Key[str]
    name: Wording[str]
    of_people: Choice[bool]
    of_figures: Choice[bool]
    of_leaders: Choice[bool] = False
    signs: Prompt[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class TopTip:
    """One of the guidance's tips for a good self-assessment."""

    letter: Key[str]
    name: Wording[str]


@dataclass(frozen=True, kw_only=True)
class Framework:
    """One version of the whole catalogue. official_parts: which of items, blocks, library and sources are worded as
    their authors published them; the other parts are in penholder's own words.
    """

    version: Key[str]
    official_parts: Choice[tuple[str, ...]]
    ratings: tuple[Rating, ...]
    themes: tuple[Theme, ...]
    library_groups: tuple[Named, ...]
    library: tuple[LibraryRow, ...]
    source_groups: tuple[Named, ...]
    sources: tuple[ListedSource, ...]
    roles: tuple[Role, ...]
    declarations: tuple[Declaration, ...]
    evidence_kinds: tuple[EvidenceKind, ...]
    verification_declaration: Wording[str]
    verification_scope: Wording[str]
    overview_pages: Number[int]
    top_tips: tuple[TopTip, ...]

    @property
    def official_wording(self) -> bool:
        """Whether the checklists people fill in are worded as their authors published them."""
        return "items" in self.official_parts

    @cached_property
    def statements(self) -> tuple[QualityStatement, ...]:
        """All statements in order."""
        return tuple(statement for theme in self.themes for statement in theme.statements)

    @cached_property
    def items(self) -> dict[str, ChecklistItem]:
        """Every checklist item by its id."""
        return {item.id: item for statement in self.statements for item in statement.items}

    @cached_property
    def rating_by_name(self) -> dict[str, Rating]:
        """The scale by the names people tick."""
        return {rating.name: rating for rating in self.ratings}

    def kinds_in_words(self, kinds: Iterable[str]) -> str:
        """The names of some kinds of evidence; empty for none."""
        names = {kind.id: kind.name for kind in self.evidence_kinds} | {CHECKLISTS: "Stage 1 checklists"}
        return ", ".join(names.get(kind, kind) for kind in kinds)

    def theme_of(self, statement: str) -> Theme:
        """The theme a statement belongs to."""
        return next(theme for theme in self.themes if any(s.id == statement for s in theme.statements))

    def prompts(self) -> Iterator[str]:
        """All guidance, prompts and data suggestions: the words that must never reach a report."""
        for statement in self.statements:
            for block in statement.blocks:
                yield from block.guidance
                yield from block.prompts
                yield from block.data
