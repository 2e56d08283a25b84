"""A record that was looked at before is not looked at again, unless anything else has a say in what comes of it."""

from __future__ import annotations

from dataclasses import replace

from engine.findings import Place
from engine.model.record import Record
from engine.model.story import Picture
from engine.model.vocabulary import Vocabulary
from engine.schemas import Schema
from engine.validation.validate import validate

WORDS = Vocabulary({"role": {"a director": "director"}})
RULES: Schema = {"text": {"type": "string", "maxlength": 9}, "role": {"known": "role"}}
RECORD = Record(schema="form", file="inputs/form.yaml", values={"text": "Words", "role": "A director"})


def test_the_very_same_record_is_looked_at_once() -> None:
    first = validate(RECORD, RULES, WORDS)
    assert validate(RECORD, {**RULES}, Vocabulary({**WORDS.kinds})) is first


def test_another_record_that_says_the_same_is_looked_at() -> None:
    first = validate(RECORD, RULES, WORDS)
    again = validate(replace(RECORD), RULES, WORDS)
    assert again == first
    assert again is not first


def test_other_rules_and_other_names_count() -> None:
    assert not validate(RECORD, RULES, WORDS).findings
    assert validate(RECORD, {**RULES, "text": {"type": "string", "maxlength": 3}}, WORDS).findings
    assert validate(RECORD, RULES, Vocabulary({"role": {"an officer": "officer"}})).findings
    assert not validate(RECORD, RULES, WORDS).findings


def test_a_record_with_pictures_is_let_go() -> None:
    picture = Picture(data=b"of a hall", alt="", width=1.0, height=1.0, place=Place("inputs/form.docx"))
    record = replace(RECORD, values={"text": [picture]})
    assert validate(record, {"text": {"type": "list"}}, WORDS) is not validate(
        record, {"text": {"type": "list"}}, WORDS
    )
