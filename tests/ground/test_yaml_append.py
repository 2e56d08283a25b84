"""An entry is put into a YAML file that people wrote, and every other byte of it stays, however it is laid out."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.plain_words import clean, one_line
from engine.yaml_append import NotAppendedError, appended
from engine.yaml_text import as_written, marked
from tests.material.yaml_layouts import files

ENTRY: dict[str, str | bool | date] = {
    "group": "carers",
    "item": "safeguarding.07",
    "who": "Ann Ash",
    "when": date(2026, 3, 2),
    "why": "Asked.",
}
TOLD = {"group": "carers", "item": "safeguarding.07", "who": "Ann Ash", "when": "2026-03-02", "why": "Asked."}


def content(text: str) -> object:
    node = marked(text).node
    return as_read(as_written(node)) if node else None


def as_read(value: object) -> object:
    """What was written as it is read: a line break at the end of words means nothing."""
    if isinstance(value, dict):
        return {name: as_read(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_read(inner) for inner in value]
    return clean(value) if isinstance(value, str) else value


@pytest.mark.slow
@given(text=files(), field=st.sampled_from(["ratings", "rows", "files", "sheets"]))
def test_the_entry_comes_last_in_its_list_and_all_else_stays_to_the_byte(text: str, field: str) -> None:
    before = content(text)
    result = appended(text, field, ENTRY)
    told = content(result)
    was = before if isinstance(before, dict) else {}
    assert isinstance(told, dict)
    assert told == was | {field: [*(was.get(field) or []), TOLD]}
    at = next((n for n, (old, new) in enumerate(zip(text, result, strict=False)) if old != new), len(text))
    added = len(result) - len(text)
    taken = [size for size in (0, 1, 4) if any(result[n + added + size :] == text[n + size :] for n in range(at + 1))]
    assert taken, "nothing but one piece was put in, or put in the place of null"


@pytest.mark.slow
@given(text=files(), why=st.text(max_size=60).filter(lambda words: one_line(words)))
def test_any_words_can_be_recorded_and_are_read_as_they_were_given(text: str, why: str) -> None:
    told = content(appended(text, "rows", ENTRY | {"why": why}))
    assert isinstance(told, dict)
    assert told["rows"][-1] == TOLD | {"why": one_line(why)}


def test_rulings_come_one_below_the_other() -> None:
    text = ""
    for number in range(3):
        text = appended(text, "ratings", ENTRY | {"item": f"equity.0{number}"})
    assert [line[:5] for line in text.splitlines()] == ["ratin", "  - {", "  - {", "  - {"]


# what it cannot do


@pytest.mark.parametrize(
    "text",
    [
        "ratings: {a: b}\n",
        "ratings: words\n",
        "- a list\n",
        "words\n",
        "ratings:\n  - a\nratings:\n  - b\n",
        "ratings: [\n",
        "ratings: &a [1]\nrows: *a\n",
        "ratings: !!python/object:x []\n",
        "\tratings:\n",
        "ratings:\n  - a\n...\n--- \nrows:\n",
    ],
)
def test_what_is_no_such_list_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotAppendedError) as refused:
        appended(text, "ratings", ENTRY)
    assert refused.value.reason.endswith(".")
    assert refused.value.fix


def test_words_are_never_more_than_words() -> None:
    why = 'no: yes\n- {as: ignored}\n"]}, rows: [!!python/name:os.system ] # end'
    told = yaml.safe_load(appended("ratings: []\n", "ratings", ENTRY | {"why": why}))
    assert told["ratings"][-1]["why"] == one_line(why)
