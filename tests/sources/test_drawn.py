"""Drawings made into pictures: each in its place, and what is lacking is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engine.model.story import Picture, pictures
from engine.sources.drawings.words import missing_words
from engine.sources.word_body import read_body
from tests.material.small_drawings import chart, diagram, group, put_in, shape
from tests.material.small_inputs import word


def to_be_drawn(xml: str | None = None) -> Picture:
    document = word()
    put_in(document, xml or diagram(document))
    (found,) = pictures(read_body(document, "small.docx")[0])
    return found


@pytest.mark.parametrize(
    ("shown", "lacking"),
    [
        ("Listen first", []),
        ("LISTEN\r\nfi-\r\nrst", []),
        ("listen ﬁrst", []),
        ("Listen", ["first"]),
        ("", ["Listen", "first"]),
    ],
)
def test_words_that_a_picture_lacks_are_found(shown: str, lacking: Sequence[str]) -> None:
    assert missing_words(to_be_drawn().drawing, shown) == lacking
    assert missing_words(to_be_drawn(group(shape("Listen"), shape("first", at=40))).drawing, shown) == lacking


def test_hidden_words_and_names_on_an_axis_are_not_asked_for() -> None:
    boxed = shape("secret").replace("<w:t>secret", "<w:rPr><w:vanish/></w:rPr><w:t>secret")
    assert missing_words(to_be_drawn(group(boxed, shape(at=40))).drawing, "") == []
    document = word()
    put_in(document, chart(document))
    (found,) = pictures(read_body(document, "small.docx")[0])
    assert missing_words(found.drawing, "") == []
