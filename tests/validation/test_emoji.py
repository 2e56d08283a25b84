"""Emoji, which the fonts of a formal document do not draw, as words; other signs as they are."""

from __future__ import annotations

import pytest

from engine.findings import Severity
from engine.model.record import Record
from engine.model.story import Picture, Run, Table
from engine.validation.emoji import without_emoji
from tests.material.small_word import line

PLACES = {("comment",): "Endorsements!H4", ("rows", 0, "title"): "Library!C7"}


def record(schema: str = "evidence", **values: object) -> Record:
    return Record(schema=schema, file="inputs/evidence.xlsx", values=values, places=PLACES)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Well done 👍", "Well done [thumbs up]"),
        ("✅ done", "[check mark button] done"),
        ("🇬🇧", "[United Kingdom]"),
        ("Step 1\ufe0f\u20e3", "Step [keycap 1]"),
        ("Step 1\u20e3", "Step [keycap 1]"),
        ("🌶", "[hot pepper]"),
    ],
)
def test_an_emoji_is_printed_as_its_name_and_told_with_its_place(typed: str, printed: str) -> None:
    made, (finding,) = without_emoji(record(comment=typed))
    assert made.values["comment"] == printed
    assert (finding.code, finding.severity, finding.place.where) == ("I-46", Severity.INFO, "Endorsements!H4")


@pytest.mark.parametrize("text", ["✓ ✔ ✗ ☐ ☑ ☒ ★ ☺ ⚠ → • £ € © ™ ½ “é” 日本"])
def test_signs_that_fonts_draw_stay(text: str) -> None:
    assert without_emoji(record(comment=text)) == (record(comment=text), ())


def test_every_kind_of_value_is_looked_at() -> None:
    noted = line("👍", Run("", note=(Run("👍"),)))
    story = (
        noted,
        Table((((noted,),),), noted.place),
        Picture(data=b"", alt="👍", width=1, height=1, place=noted.place),
    )
    made, findings = without_emoji(record(story=story, rows=[{"title": "👍"}]))
    assert "👍" not in str(made.values)
    assert str(made.values).count("[thumbs up]") == 6
    assert [finding.place.where for finding in findings] == ["paragraph 1"] * 5 + ["Library!C7"]


def test_checklists_keep_their_marks() -> None:
    assert without_emoji(record("checklist", answers=[{"rating": "✅"}]))[1] == ()
