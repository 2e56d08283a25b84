"""Whether every letter that will be printed can be: held against the fonts of this machine and those of the fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings import Finding, error
from engine.fonts.coverage import without_font
from engine.fonts.files import FIELD_ENCODING
from engine.fonts.scripts import how_to_install, script_of
from engine.model.assessment import SelfAssessment
from engine.model.roles import EVERY_ROLE, FieldRole
from engine.model.walk import Held, walk
from engine.phrases import nouns
from engine.plain_words import quoted

_READ = EVERY_ROLE - {FieldRole.SHAPE, FieldRole.PLACE, FieldRole.LINK, FieldRole.KEY}
_NAMED = 6
"""How many letters are named."""


def letters_without_font(assessment: SelfAssessment) -> list[Finding]:
    """I-58 for each text with letters that no font of this machine has, and for each name that no field can show."""
    every = [held for held in walk(assessment, _READ) if not held.text.isascii()]
    missing = set(without_font("".join(held.text for held in every)))
    found = [finding for held in every if missing for finding in _without_font(held, missing)]
    return [*found, *_names_for_fields(assessment)]


def _without_font(held: Held, missing: set[str]) -> Iterator[Finding]:
    letters = [letter for letter in dict.fromkeys(held.text) if letter in missing]
    if letters:
        scripts = dict.fromkeys(map(script_of, letters))
        names = " and ".join(script.name for script in scripts)
        message = f"No font here has {_listed(letters)} ({names}), so {quoted(held.text)} would be printed with boxes."
        yield error("I-58", held.place, message, how_to_install(scripts))


def _names_for_fields(assessment: SelfAssessment) -> Iterator[Finding]:
    """The names that the sheets' fields come filled in with: a reader of PDFs shows them in the font of the fields."""
    council = assessment.council
    if not council.signing.has_fields:
        return
    people = tuple(council.verifier_of(statement.id) for statement in assessment.framework.statements)
    for held in walk((people, assessment.asked_to_sign), {FieldRole.NAME, FieldRole.TITLE}):
        letters = [letter for letter in dict.fromkeys(held.text) if not _fits_a_field(letter)]
        if letters:
            message = f"{quoted(held.text)} has {_listed(letters)}, which a field to sign cannot show."
            yield error("I-58", held.place, message, "Write it in the letters of Western Europe, as in a passport.")


def _fits_a_field(letter: str) -> bool:
    try:
        letter.encode(FIELD_ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def _listed(letters: Sequence[str]) -> str:
    more = f" and {nouns.CHARACTER.figure(len(letters) - _NAMED)} more" if len(letters) > _NAMED else ""
    return " ".join(letters[:_NAMED]) + more
