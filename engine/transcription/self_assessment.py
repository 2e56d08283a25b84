"""Checked inputs as one self-assessment."""

from __future__ import annotations

from collections.abc import Iterator

from engine.block_kinds import BlockKind
from engine.findings import Finding, error
from engine.model.assessment import SelfAssessment
from engine.model.framework import Framework
from engine.model.inputs import CheckedInputs
from engine.model.questions import Question
from engine.transcription.answers import transcribe_checklists
from engine.transcription.boxes import with_boxes
from engine.transcription.council import transcribe_council
from engine.transcription.decisions import transcribe_decisions
from engine.transcription.evidence import (
    transcribe_endorsements,
    transcribe_evidence,
    transcribe_recommendations,
)
from engine.transcription.lenses import transcribe_lenses
from engine.transcription.local_sections import transcribe_sections
from engine.transcription.narrative import transcribe_overview, transcribe_statement, transcribe_theme
from engine.transcription.own_fields import transcribe_own
from engine.transcription.self_judgements import transcribe_judgements


def transcribe(
    checked: CheckedInputs, framework: Framework, blocks: tuple[BlockKind, ...]
) -> tuple[SelfAssessment, list[Finding], tuple[Question, ...]]:
    """The self-assessment, what came to light only when rows were put together, and what a ruling could settle.

    The council must be sound. blocks: the kinds of block that may stand in free text.
    """
    words = checked.vocabulary
    of_blocks: list[Finding] = []
    council, of_council = transcribe_council(checked.council, words)
    own, of_own = transcribe_own(checked.council, words)
    judgements, of_judgements = transcribe_judgements(checked.council, framework.statements, words)
    evidence, of_evidence = transcribe_evidence(checked.evidence, words)
    sections, of_sections = transcribe_sections(checked.council, checked.sections, framework.forms)
    decisions = transcribe_decisions(checked.decisions, framework, words)
    checklists, received, of_checklists, questions = transcribe_checklists(
        checked.checklists, decisions, council.groups, framework, words
    )
    assessment = SelfAssessment(
        framework=framework.for_council(council.name, council.declarations),
        council=council,
        checklists=checklists,
        statements={
            key: with_boxes(transcribe_statement(key, form, judgements.get(key), words), blocks, of_blocks)
            for key, form in checked.statements.items()
        },
        themes={
            key: with_boxes(transcribe_theme(key, form), blocks, of_blocks) for key, form in checked.themes.items()
        },
        overview=with_boxes(transcribe_overview(checked.overview, words), blocks, of_blocks),
        sections=tuple(with_boxes(section, blocks, of_blocks) for section in sections),
        evidence=evidence,
        endorsements=transcribe_endorsements(checked.endorsements, words),
        received=received,
        own=own,
        lenses=transcribe_lenses(checked.lenses, words),
        recommendations=transcribe_recommendations(checked.evidence),
    )
    found = of_council + list(_taken(checked, framework)) + of_own + of_judgements + of_evidence + of_checklists
    return assessment, found + of_sections + of_blocks, questions


def _taken(checked: CheckedInputs, framework: Framework) -> Iterator[Finding]:
    """I-11 for each declaration of the council whose id is one of the framework's."""
    taken = {one.id: one.heading for one in framework.declarations}
    for index, entry in enumerate(checked.council.values.get("declarations", [])):
        if heading := taken.get(entry["id"]):
            message = f'"{entry["id"]}" is the declaration of "{heading}" already, so this one is not used.'
            yield error("I-11", checked.council.place("declarations", index), message, "Give it an id of its own.")
