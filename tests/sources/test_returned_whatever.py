"""Whatever comes back: what is read is what was written, or a finding names the cell. Nothing ends in a traceback."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.findings import errors_in
from engine.model.framework import Framework
from engine.plain_words import clean
from tests.conftest import ROOT
from tests.material.depth import cases
from tests.material.small_checklists import (
    Layout,
    Said,
    received,
    returned,
    said_in,
    save_csv,
    save_xlsx,
    tables,
)
from tests.material.small_inputs import checklist

pytestmark = pytest.mark.slow

FUZZ_SEEDS = range(cases(2000))
MARKS = ("x", "X", "✓", "✔", "☒", "1", "yes", "TRUE", "ü", "þ")
RATINGS = ("Strongly agree", "Tend to agree", "Tend to disagree", "Strongly disagree", "Don’t know", None)

words = st.one_of(
    st.sampled_from(
        ["", "", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "-3", "+44", "@x", "<w:p>", "../../x", "3-4", "TRUE", "x"]
    ),
    st.text(
        # without the letters that mangled text begins with: test_plain_words tells what becomes of those
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="ÂÃâ"),
        max_size=30,
    ),
    st.sampled_from(["“It’s fine” — said\xa0she", "one\ntwo", "😀 great", "ſtraße", "10 %", "N/A"]),
)
layouts = st.builds(
    Layout,
    ids=st.booleans(),
    ticks=st.booleans(),
    mark=st.sampled_from(MARKS),
    stacked=st.booleans(),
    titles=st.booleans(),
    blank_rows=st.booleans(),
    seed=st.integers(0, 1000),
)


def _answers(framework: Framework, seed: int, said: list[str]) -> dict[str, Said]:
    """An answer for every item; the words are dealt out among them."""
    chance = random.Random(seed)
    pick = [*said, "", ""]
    return {
        item: (chance.choice(RATINGS), chance.choice(pick), chance.choice(pick), chance.choice(pick))
        for item in framework.items
    }


def _as_kept(said: Said) -> Said:
    rating, *texts = said
    why, have, need = (clean(text) for text in texts)
    return rating, why, have, need


def _is_read_as_written(path: Path, framework: Framework, said: dict[str, Said]) -> None:
    checklist, findings = received([path], framework)
    read = said_in(checklist)
    told = {finding.message for finding in findings if finding.code == "C-07"}
    for item, written in said.items():
        assert read.get(item) == _as_kept(written) or any(item in message for message in told), item
    ratings = sum(rating is not None for rating, *_ in read.values())
    assert ratings + checklist.conflicts <= 94


@settings(max_examples=cases(25), derandomize=True)
@given(layouts, st.integers(0, 10**6), st.lists(words, max_size=12))
def test_a_workbook_in_any_layout_is_read_as_it_was_written(
    framework: Framework, layout: Layout, seed: int, said: list[str]
) -> None:
    answers = _answers(framework, seed, said)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "leaders.xlsx"
        save_xlsx(path, tables(framework, answers, layout))
        _is_read_as_written(path, framework, answers)


@settings(max_examples=cases(40), derandomize=True)
@given(
    layouts,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([",", ";", "\t"]),
    st.integers(0, 10**6),
    st.lists(words, max_size=12),
)
def test_a_text_file_in_any_layout_is_read_as_it_was_written(
    framework: Framework, layout: Layout, encoding: str, separator: str, seed: int, said: list[str]
) -> None:
    answers = _answers(framework, seed, said)
    rows = [row for _, table in tables(framework, answers, layout) for row in [*table, []]]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "leaders.csv"
        save_csv(path, rows, encoding, separator)
        _is_read_as_written(path, framework, answers)


def test_bytes_of_any_kind_are_read_or_refused_with_a_sentence(framework: Framework, tmp_path: Path) -> None:
    """Damaged files of three kinds, by seed: 2,000 in a deep run."""
    source = tmp_path / "whole.xlsx"
    checklist(("safeguarding.01", "Words", "Tend to agree", "Because")).save(source)
    whole = {".xlsx": source.read_bytes(), **_saved_by_libreoffice()}
    for seed in FUZZ_SEEDS:
        chance = random.Random(seed)
        ending = chance.choice([*whole, ".csv"])
        data = bytearray(whole.get(ending, b"Id,Rating\nsafeguarding.01,Tend to agree\n"))
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"damaged{ending}"
        path.write_bytes(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))
        read, findings = returned(path, framework)
        assert bool(read.refused) == any(finding.code == "I-02" for finding in findings)


def test_cells_of_any_content_are_read_or_told(framework: Framework, tmp_path: Path) -> None:
    """Cells of a sound checklist replaced by odd ones, by seed."""
    odd = [
        "",
        "x",
        "Rating",
        "Safeguarding",
        "safeguarding.99",
        "#NAME?",
        "Strongly agree",
        "\t",
        "Group",
        "9" * 400,
        "😀",
    ]
    answers = _answers(framework, 1, ["Because"])
    for seed in range(cases(300)):
        chance = random.Random(seed)
        layout = Layout(
            ids=chance.random() < 0.5, ticks=chance.random() < 0.5, stacked=True, titles=chance.random() < 0.5
        )
        ((_, rows),) = tables(framework, answers, layout)
        for _ in range(chance.randint(1, 60)):
            row = chance.choice(rows)
            if row:
                row[chance.randrange(len(row))] = chance.choice(odd)
        path = tmp_path / "odd.csv"
        save_csv(path, rows, group=chance.choice(["leaders", "Managers and leaders"]))
        checklist_, findings = received([path], framework)
        rated = sum(answer.rating is not None for answer in checklist_.answers.values())
        assert rated + checklist_.conflicts <= 94
        assert all(finding.place.file for finding in errors_in(findings))


def _saved_by_libreoffice() -> dict[str, bytes]:
    folder = ROOT / "tests" / "returned"
    return {path.suffix: path.read_bytes() for path in sorted(folder.glob("small.*"))}
