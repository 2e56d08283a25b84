"""The framework: what a self-assessment is made of. Its content is data; these are only its shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from engine.model.roles import Choice, Key, Number, Prompt, Reference, Wording
from engine.plain_words import folded


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
    """One line of a stage 1 checklist. same_as names its twin under another statement, where it has one.

    formerly: how earlier editions worded it, which is how answers that came back before are known.
    """

    id: Key[str]
    text: Wording[str]
    same_as: Reference[str] = ""
    formerly: Wording[tuple[str, ...]] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """All words it is known by, those of now first."""
        return self.text, *self.formerly

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
    """One of the nine statements a manager verifies. number counts from 1 through all themes.

    text: what the council says of itself ("We …"), as its source words it; we_statements: the same as the guidance's
    page on the theme prints it, where it has been imported. i_statements: what people should be able to say ("I …").
    """

    id: Key[str]
    name: Wording[str]
    number: Number[int]
    text: Wording[str]
    source: Wording[str]
    items: tuple[ChecklistItem, ...]
    blocks: tuple[Block, ...]
    i_statements: Wording[tuple[str, ...]] = ()
    we_statements: Wording[tuple[str, ...]] = ()
    also_called: Wording[tuple[str, ...]] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and those it is known by besides."""
        return self.name, *self.also_called

    @property
    def printed_otherwise(self) -> tuple[str, ...]:
        """The "We" statements as the guidance prints them, where they are not word for word those of the source."""
        quoted = folded(self.text)
        return self.we_statements if any(folded(line) not in quoted for line in self.we_statements) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One of the four themes with its statements. number counts from 1. also_called: other names it is known by.

    covers, lead, points, notes: the guidance's page on it: what it covers, what is looked for, and the rest.
    """

    id: Key[str]
    name: Wording[str]
    number: Number[int]
    statements: tuple[QualityStatement, ...]
    also_called: Wording[tuple[str, ...]] = ()
    covers: Prompt[str] = ""
    lead: Prompt[str] = ""
    points: Prompt[tuple[str, ...]] = ()
    notes: Prompt[tuple[str, ...]] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and those it is known by besides."""
        return self.name, *self.also_called


@dataclass(frozen=True, slots=True)
class HintedSection:
    """What the guidance says of one section of the report: lines on the whole, and its parts as blocks with help."""

    guidance: Prompt[tuple[str, ...]] = ()
    parts: tuple[Block, ...] = ()

    def lines(self) -> Iterator[str]:
        """All its help, in order."""
        yield from self.guidance
        for part in self.parts:
            yield from (*part.guidance, *part.prompts)


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
    """The words that endorsers put their names to. is_own: the council worded it itself."""

    id: Key[str]
    heading: Wording[str]
    text: Wording[str]
    is_own: Choice[bool] = False

    def of_council(self, name: str) -> Declaration:
        """The declaration with the council's name where the guidance prints dots for it."""
        whose = f"{name}’" if name.endswith("s") else f"{name}’s"
        text = _DOTS_OF_A_COUNCIL.sub(lambda _: whose, self.text)
        return replace(self, text=_DOTS.sub(lambda _: name, text))


@dataclass(frozen=True, slots=True)
class Named:
    """A group of rows: its id and the name it is printed under."""

    id: Key[str]
    name: Wording[str]


_DOTS = re.compile(r"[.…]{3,80}")
_DOTS_OF_A_COUNCIL = re.compile(r"[.…]{3,80}[’']s?(?: {0,3}\(council name\))?")
"""How the guidance leaves room for the name of a council."""

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
    """One of the guidance's tips for a good self-assessment. text: the whole of it, beginning with its name."""

    letter: Key[str]
    name: Wording[str]
    text: Prompt[str] = ""


@dataclass(frozen=True, kw_only=True)
class Framework:
    """One version of the whole catalogue. official_parts: which of its parts (framework.catalogue.PARTS) are worded as
    their authors published them; the others are in penholder's own words. overview_section, theme_section,
    process_section, library_help, sources_help: the help on Sections A to E of the report.
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
    overview_section: HintedSection = HintedSection()
    theme_section: HintedSection = HintedSection()
    process_section: HintedSection = HintedSection()
    library_help: Prompt[tuple[str, ...]] = ()
    sources_help: Prompt[tuple[str, ...]] = ()

    def for_council(self, name: str, declarations: Sequence[Declaration]) -> Framework:
        """The framework with the council's name in its declarations, and the council's own ones behind them.

        One whose id is taken is left out.
        """
        taken = {one.id for one in self.declarations}
        own = tuple(one for one in declarations if one.id not in taken)
        return replace(self, declarations=(*(one.of_council(name) for one in self.declarations), *own))

    @property
    def official_wording(self) -> bool:
        """Whether the checklists people fill in are worded as their authors published them."""
        return "items" in self.official_parts

    @cached_property
    def statements(self) -> tuple[QualityStatement, ...]:
        """All statements in order."""
        return tuple(statement for theme in self.themes for statement in theme.statements)

    @cached_property
    def forms(self) -> frozenset[str]:
        """What the Word forms are called that the framework asks for; a section of a council's own needs another id."""
        return frozenset(("overview", *(one.id for one in self.statements), *(one.id for one in self.themes)))

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
        for theme in self.themes:
            yield from (*filter(None, (theme.covers,)), *theme.points)
        for section in (self.overview_section, self.theme_section, self.process_section):
            yield from section.lines()
