"""How the text reads: advice on balance, length of sentences, short forms and repetition. Never a reason to stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.assessment.texts import written
from engine.findings import Finding, Place, info
from engine.model.assessment import SelfAssessment, StatementNarrative
from engine.model.evidence import REF
from engine.phrases import nouns
from engine.phrases.sentences import STAND_BESIDE
from engine.plain_words import folded

_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[A-Z“‘\"'])")
_REFERENCE = re.compile(rf"\[{REF}\]")
_SHORT_FORM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,4}s?\b")
_COMMON = frozenset({"UK", "EU", "OK", "IT", "HR", "TV", "PDF", "II", "III", "IV", "VI", "AM", "PM"})
_LONG_ENOUGH = 8
"""Words of a sentence from which on its return in another statement is no coincidence."""
_ONE_SIDED = 3
_SLIGHT, _HEAVY = 0.10, 0.40


def language_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """L-01 to L-04 and S-12, all of them advice."""
    yield from _long_sentences(assessment)
    yield from _short_forms(assessment)
    yield from _repeated(assessment)
    yield from _one_sided(assessment)
    yield from _shares(assessment)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, without its references."""
    found = _SENTENCE_END.split(_REFERENCE.sub("", text))
    return [sentence.strip() for sentence in found if sentence.strip()]


def words_per_sentence(narrative: StatementNarrative) -> float:
    """How many words a sentence of a statement has on average; 0 without text."""
    lengths = [len(s.split()) for _, paragraph in written(narrative) for s in sentences(paragraph.text)]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _long_sentences(assessment: SelfAssessment) -> Iterator[Finding]:
    wanted = assessment.council.thresholds.sentence_words
    for narrative in assessment.statements.values():
        mean = words_per_sentence(narrative)
        if mean > wanted:
            message = f"Sentences have {nouns.WORD.figure(round(mean))} on average; up to {wanted} read easily."
            yield info("L-01", narrative.place, message, "Split the longest ones.", narrative.statement)


def _short_forms(assessment: SelfAssessment) -> Iterator[Finding]:
    """Short forms that the list of acronyms lacks and no text writes out; each told once, where it first stands."""
    known = {acronym.short for acronym in assessment.council.acronyms} | _COMMON
    for about, paragraph in written(assessment):
        for form in _SHORT_FORM.findall(_REFERENCE.sub("", paragraph.text)):
            plain = form.removesuffix("s")
            if plain in known or f"({plain})" in paragraph.text or paragraph.text.isupper():
                known.add(plain)
                continue
            known.add(plain)
            message = f"“{plain}” is not in the list of short forms, and is not written out."
            fix = "Add it under acronyms in council.yaml, or write it out."
            yield info("L-02", paragraph.place, message, fix, about)


def _repeated(assessment: SelfAssessment) -> Iterator[Finding]:
    first: dict[str, str] = {}
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    for narrative in assessment.statements.values():
        for _, paragraph in written(narrative):
            for sentence in sentences(paragraph.text):
                key = folded(sentence)
                if len(key.split()) < _LONG_ENOUGH:
                    continue
                where = first.setdefault(key, narrative.statement)
                if where != narrative.statement:
                    message = f"“{sentence[:70]}” stands in {names[where]} too."
                    fix = "Say it once, and refer to it from the other place."
                    yield info("L-03", paragraph.place, message, fix, narrative.statement)


def _one_sided(assessment: SelfAssessment) -> Iterator[Finding]:
    for theme in assessment.framework.themes:
        of_theme = [assessment.statements[statement.id] for statement in theme.statements]
        strengths = sum(len(narrative.strengths) for narrative in of_theme)
        improvements = sum(len(narrative.improvements) for narrative in of_theme)
        if strengths > _ONE_SIDED * improvements or improvements > _ONE_SIDED * strengths:
            noun, areas = nouns.STRENGTH.of(strengths), nouns.AREA_TO_IMPROVE.figure(improvements)
            message = f"{theme.name}: {STAND_BESIDE(strengths, noun=noun, other=areas)}."
            place = assessment.themes[theme.id].place
            yield info("L-04", place, message, "Look whether the balance is the true one.", theme.id)


def _shares(assessment: SelfAssessment) -> Iterator[Finding]:
    for theme in assessment.framework.themes:
        lengths = {statement.id: _words(assessment.statements[statement.id]) for statement in theme.statements}
        total = sum(lengths.values())
        for statement in theme.statements:
            share = lengths[statement.id] / total if total else 0.0
            if len(lengths) > 2 and not _SLIGHT <= share <= _HEAVY:
                yield _share(statement.name, share, assessment.statements[statement.id].place, statement.id)


def _share(name: str, share: float, place: Place, about: str) -> Finding:
    message = f"{name} has {share:.0%} of the words of its theme."
    return info("S-12", place, message, "Nothing, if the weight is meant to lie there.", about)


def _words(narrative: StatementNarrative) -> int:
    return sum(len(paragraph.text.split()) for _, paragraph in written(narrative))
