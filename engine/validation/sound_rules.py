"""Rules that Cerberus has found sound before: it looks at rules for longer than at all that is checked by them."""

from __future__ import annotations

from cerberus.schema import DefinitionSchema, UnvalidatedSchema

from engine.model.kept import made_once
from engine.schemas import Schema
from engine.validation.values import Checks


def sound_rules(schema: Schema) -> DefinitionSchema:
    """The rules of a schema, for Checks. Raises SchemaError for rules that are none."""
    rules = DefinitionSchema.expand(schema)

    def look() -> bool:
        Checks(rules)
        return True

    made_once("rules", bool, (repr(rules),), ("cerberus",), look)
    return UnvalidatedSchema(rules)
