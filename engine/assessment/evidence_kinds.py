"""Of which kinds a piece of evidence is: the one place that says it, for claims, readiness, lists and findings."""

from __future__ import annotations

from collections.abc import Iterable

from engine.model.assessment import SelfAssessment
from engine.model.council import Group
from engine.model.framework import CHECKLISTS, Framework

Kinds = tuple[str, ...]
"""Ids of kinds of evidence, each once."""


class EvidenceKinds:
    """The kinds of all that has an id, as people told them; none is guessed.

    Checklists are of the kinds of the groups that rated items of the statement in question; "Don't know" bears nothing
    out. A quotation is of the kind of its group: it counts beside the evidence it is from, in its statement.
    """

    def __init__(self, assessment: SelfAssessment) -> None:
        evidence = assessment.evidence
        self._assessment = assessment
        self._documents: dict[str, Kinds] = {document.ref: document.kinds for document in evidence.documents}
        self._told = dict(self._documents)
        figures = {one.ref: one.kinds for one in evidence.measured}
        self._told |= figures
        self._asked = frozenset(figures)
        self._of_group = {group.id: kind_of_group(group, assessment.framework) for group in assessment.council.groups}

    def of(self, ref: str, statement: str) -> Kinds:
        """The kinds of one piece of evidence, where a statement names it."""
        kinds = [kind for told in self._told.get(ref, ()) for kind in self._without_stand_in(told, statement)]
        return _each_once((*kinds, *self._quoted(statement, ref)))

    def of_all(self, refs: Iterable[str], statement: str) -> Kinds:
        """The kinds of several pieces of evidence, in their order."""
        return _each_once(kind for ref in refs for kind in self.of(ref, statement))

    def of_statement(self, refs: Iterable[str], statement: str) -> Kinds:
        """The kinds of all that a statement rests on: the evidence it names, and every group it quotes."""
        return _each_once((*self.of_all(refs, statement), *self._quoted(statement)))

    def is_open(self, ref: str, statement: str) -> bool:
        """Whether somebody has still to tell the kind: of a data source or figure, or of a group behind a checklist."""
        if ref not in self._told:
            return False
        if CHECKLISTS in self._told[ref]:
            return any(not self._of_group.get(group) for group in self._who_rated(statement))
        return ref in self._asked and not self._told[ref]

    def untold(self) -> tuple[str, ...]:
        """The data sources and figures whose kind nobody has told, in the order of the sheets."""
        return tuple(ref for ref, kinds in self._told.items() if ref in self._asked and not kinds)

    def none_is_told(self) -> bool:
        """Whether data sources and figures, or library documents, tell no kind at all: nobody has begun with it yet."""
        no_measured = bool(self._asked) and len(self.untold()) == len(self._asked)
        return no_measured or bool(self.untold_documents())

    def untold_documents(self) -> tuple[str, ...]:
        """The library documents where none of them tells its kind; else none: T-01 names each that does not."""
        return () if any(self._documents.values()) else tuple(self._documents)

    def _without_stand_in(self, kind: str, statement: str) -> Iterable[str]:
        if kind != CHECKLISTS:
            return (kind,)
        return (self._of_group.get(group, "") for group in self._who_rated(statement))

    def _who_rated(self, statement: str) -> list[str]:
        """The groups that rated an item of a statement."""
        items = {each.id for one in self._assessment.framework.statements if one.id == statement for each in one.items}
        return [
            checklist.group
            for checklist in self._assessment.checklists
            if any((rating := checklist.rating_of(item)) and rating.is_known for item in items)
        ]

    def _quoted(self, statement: str, ref: str = "") -> list[str]:
        """The kinds of the groups that a statement quotes; with ref, only with words from that piece of evidence."""
        narrative = self._assessment.statements.get(statement)
        quotations = narrative.quotations if narrative else ()
        return [self._of_group.get(one.group, "") for one in quotations if not ref or ref in one.references]


def kind_of_group(group: Group, framework: Framework) -> str:
    """Of which kind what a group says is: as council.yaml names it, else by the group's part; else empty."""
    if group.kind:
        return group.kind
    kinds = framework.evidence_kinds
    if group.lived_experience:
        return next((kind.id for kind in kinds if kind.of_people), "")
    return next((kind.id for kind in kinds if kind.of_leaders), "") if group.leaders else ""


def people_say(kinds: Iterable[str], framework: Framework) -> bool:
    """Whether what people with lived experience say is among some kinds."""
    return not {kind.id for kind in framework.evidence_kinds if kind.of_people}.isdisjoint(kinds)


def _each_once(kinds: Iterable[str]) -> Kinds:
    return tuple(dict.fromkeys(kind for kind in kinds if kind))
