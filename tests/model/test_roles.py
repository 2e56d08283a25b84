"""Every field of the model says what it is for, and what becomes of each role stands in one table."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import dataclass, is_dataclass
from typing import Annotated, get_args, get_origin

import pytest

import engine.model
from engine.model import roles
from engine.model.assessment import SelfAssessment
from engine.model.council import Council, Verifier
from engine.model.judgement import Judgement
from engine.model.readiness import Readiness
from engine.model.returns import AskedOf, Returns
from engine.model.roles import TREATMENT, FieldRole
from engine.model.walk import NoRoleError, model_fields

HANDED_ON = (Returns, AskedOf, SelfAssessment, Judgement, Readiness)
"""What the model is, and what is handed to templates beside it."""

BESIDE = {
    *("record", "inputs", "drawn", "vocabulary", "decisions", "questions", "wording"),  # what the model is made from
    "side_by_side",  # what is read off the model, item by item
    *(
        "acting",
        "adopted",
        "evidence_files",
        "excerpt",
        "information_return",
    ),  # what is shown beside a finding, taken from a file or sent
    *("edition", "manifest"),  # what to build, and what was built
    *("roles", "walk"),  # roles themselves
}
"""The modules whose values are no part of the model."""
BESIDE_BY_THEMSELVES = {"Row", "ReturnedChecklist", "Entry", "Piece", "Change", "PlacedField", "Planned", "Load"}
"""Rows as they came back, lines of the register, how two texts differ, where people sign, and actions put in a row."""


def _reached() -> set[type]:
    reached: set[type] = set()
    coming: list[type] = list(HANDED_ON)
    while coming:
        kind = coming.pop()
        if kind not in reached:
            reached.add(kind)
            coming += [inner for part in model_fields(kind) for inner in part.nested]
    return reached


def _of_the_model() -> set[type]:
    names = [f"engine.model.{module.name}" for module in pkgutil.iter_modules(engine.model.__path__)]
    found = {
        value for name in names for value in vars(importlib.import_module(name)).values() if inspect.isclass(value)
    }
    return {value for value in found if is_dataclass(value) and value.__module__ in names}


def test_every_dataclass_of_the_model_is_walked_or_known_to_stand_beside_it() -> None:
    beside = {
        kind
        for kind in _of_the_model()
        if kind.__module__.rpartition(".")[2] in BESIDE or kind.__name__ in BESIDE_BY_THEMSELVES
    }
    assert _of_the_model() - _reached() == beside


def test_every_field_that_is_walked_has_a_role_or_holds_fields_that_have_one() -> None:
    fields = [part for kind in _reached() for part in model_fields(kind)]
    assert len(fields) > 300
    assert all(part.role or part.nested for part in fields)


def test_a_field_without_a_role_is_an_error_that_says_what_to_do() -> None:
    @dataclass(frozen=True, slots=True)
    class Grown:  # derived from none of the model: it may outlive this test, and walks go into what is derived
        mobile: str = ""

    with pytest.raises(NoRoleError, match="mobile does not say what it is for"):
        model_fields(Grown)


def test_a_field_that_holds_dataclasses_needs_none_and_knows_them() -> None:
    parts = {part.name: part for part in model_fields(Council)}
    assert (parts["verifiers"].role, parts["verifiers"].nested) == (None, (Verifier,))


def test_the_table_says_of_every_role_what_becomes_of_it() -> None:
    assert set(TREATMENT) == set(FieldRole)


def test_every_role_that_is_declared_has_one_word_for_it() -> None:
    words = [
        get_args(value)[1]
        for name, value in vars(roles).items()
        if get_origin(value) is Annotated and not name.startswith("_")
    ]
    assert sorted(words) == sorted(role for role in FieldRole if role is not FieldRole.PLACE)
