"""What is kept is made once, of the very same things by the very same code; and it comes back as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cache import folder_of
from engine.findings import Finding, Place, Severity, warning
from engine.model import kept
from engine.model.kept import made_once
from engine.model.story import Kind, Paragraph, Picture, Run, Table
from engine.model.written import NotOfItsShapeError, as_json, from_json


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder_of("made-ready")


SAID = (warning("W-08", Place("word_templates/report.docx", "Section A"), "Not there.", "Put it back."),)
SHAPE = tuple[Finding, ...]


def made(told: tuple[Finding, ...], *made_from: str | bytes) -> tuple[Finding, ...]:
    return made_once("made-ready", SHAPE, made_from, ("lxml",), lambda: told)


def test_what_was_made_of_the_very_same_is_not_made_again(cache: Path) -> None:
    assert made(SAID, "report", b"bytes") == SAID
    assert made((), "report", b"bytes") == SAID


def test_of_anything_else_it_is_made(cache: Path) -> None:
    made(SAID, "report", b"bytes")
    for other in (("report", b"byte"), ("repor", b"tbytes"), ("report",), (), ("report", b"bytes", "")):
        assert made((), *other) == ()


def test_other_code_makes_it_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(SAID, "report")
    monkeypatch.setattr(kept, "code_of", lambda: "other code")
    assert made((), "report") == ()


RUNS = st.builds(Run, st.text(), bold=st.booleans(), link=st.text(), note=st.tuples(st.builds(Run, st.text())))
PARAGRAPHS = st.builds(
    Paragraph,
    st.lists(RUNS, max_size=2).map(tuple),
    st.builds(Place, st.text(), st.text()),
    kind=st.sampled_from(Kind),
    level=st.integers(0, 9),
)
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=1))])
ANYTHING: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.dates()
    | st.binary()
    | st.datetimes(timezones=ZONES).map(lambda when: when.replace(fold=0))
    | PARAGRAPHS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(min_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(value=ANYTHING)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    """As Python writes it too: there a number is no text that looks like it, and a list is no tuple."""
    aside: dict[str, bytes] = {}

    def keep(data: bytes) -> str:
        aside[str(len(aside))] = data
        return str(len(aside) - 1)

    back = from_json(as_json(value, Any, keep), Any, aside.__getitem__)
    assert back == value
    assert repr(back) == repr(value)


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (Place("a"), Finding), ("a", int), (True, int), (1, float), (["a"], tuple[str, ...]), (("a",), tuple[str, int]),
        (Severity.INFO, str), ("info", Severity), (datetime(2026, 3, 1), date), ({"a"}, Any), ((1,), set[int]),
    ],
)  # fmt: skip
def test_a_value_of_another_shape_is_not_written(value: object, shape: Any) -> None:
    with pytest.raises((NotOfItsShapeError, ValueError)):
        as_json(value, shape, lambda data: "")


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        (b"", Any), (b"{", Any), (b"7", str), (b'["a", 1, 2]', Place), (b'["a"]', Place), (b"[[1]]", tuple[str, ...]),
        (b'"loud"', Severity), (b'"1 March"', date), (b'"gone"', bytes), (b'{"\\u0000": "code", "": "x"}', Any),
        (b"[" * 99999, Any), (b"\xff", Any), (b"null", Table), (b"[]", Picture),
    ],
)  # fmt: skip
def test_what_cannot_have_been_written_is_refused(data: bytes, shape: Any) -> None:
    with pytest.raises(NotOfItsShapeError):
        from_json(data, shape, dict[str, bytes]().__getitem__)
