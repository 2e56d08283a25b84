"""The model with one more field: what a new field of a role meets, before anybody has written code for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, make_dataclass, replace
from functools import cache
from typing import Annotated, Any

from engine.findings import Place
from engine.model.assessment import SelfAssessment
from engine.model.framework import Block
from engine.model.roles import FieldRole
from engine.model.story import Paragraph
from engine.model.walk import is_of_the_model
from engine.rendering.views.specimen import specimen
from tests.material.small_word import cited, line

WORDING = "We offer advice to everybody who asks for it"
"""A row of the library in the framework."""
TEXT = f"{WORDING} QZX TBC anna.price@example.org"
"""A text that every check has something to say about: wording, a short form, a gap, an address."""


@dataclass(frozen=True, slots=True)
class Host:
    """A dataclass of the model to which a field may be added, and whether a signature stands for what is in it."""

    kind: type
    is_signed: bool


@cache
def small() -> SelfAssessment:
    """One statement that cites one of each kind of evidence, in a framework with a wording of some length."""
    assessment = specimen().assessment
    framework = assessment.framework
    library = (replace(framework.library[0], text=WORDING),)
    themes = tuple(
        replace(theme, statements=tuple(replace(one, blocks=_helped(one.blocks)) for one in theme.statements))
        for theme in framework.themes
    )
    (key, narrative), *_ = assessment.statements.items()
    plans = (line("Words", cited("D-001"), cited("E-001"), cited("F-001")),)
    whole = replace(
        assessment,
        framework=replace(framework, library=library, themes=themes),
        statements={key: replace(narrative, plans=plans)},
    )
    short: SelfAssessment = _in_short(whole)
    return short


def _in_short(value: Any) -> Any:
    """The same with one line for each story, which in the specimen has some of all kinds: a field of another value is
    covered by its role, however much is told beside it."""
    if isinstance(value, tuple):
        is_story = bool(value) and isinstance(value[0], Paragraph)
        return value[:1] if is_story else tuple(map(_in_short, value))
    if isinstance(value, Mapping):
        return {key: _in_short(inner) for key, inner in value.items()}
    if not is_of_the_model(value) or isinstance(value, Place):
        return value
    return replace(value, **{part.name: _in_short(getattr(value, part.name)) for part in fields(value)})


def _helped(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with help in words of its own: every text of the specimen is "Words", and would be a prompt left in."""
    return tuple(
        replace(block, prompts=("What will you do?",), data=("Surveys",), guidance=("Say who.",)) for block in blocks
    )


def grown(assessment: SelfAssessment, kind: type, role: FieldRole, value: object) -> SelfAssessment:
    """The assessment with a field of a role added to every value of a kind, holding a value."""
    made: SelfAssessment = _grown(assessment, kind, role, value)
    return made


def _grown(value: Any, kind: Any, role: FieldRole, added: object) -> Any:
    if isinstance(value, tuple):
        return tuple(_grown(inner, kind, role, added) for inner in value)
    if isinstance(value, Mapping):
        return {key: _grown(inner, kind, role, added) for key, inner in value.items()}
    if not is_of_the_model(value) or isinstance(value, Place):
        return value
    parts = {part.name: _grown(getattr(value, part.name), kind, role, added) for part in fields(value)}
    is_host = type(value) is kind
    return _with_one_more(kind, role)(**parts, added=added) if is_host else replace(value, **parts)


@cache
def _with_one_more(kind: Any, role: FieldRole) -> Any:
    one_more = [("added", Annotated[str, role], field(default=""))]
    return make_dataclass(kind.__name__, one_more, bases=(kind,), frozen=True, slots=True)
