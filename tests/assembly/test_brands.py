"""In any council's brand no page breaks: whatever its logo, its fonts, its names and the number of its groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assembly.assemble import Built
from engine.model.edition import Edition
from engine.progress import Progress
from tests.building import build
from tests.conftest import Run
from tests.material.brands import BRANDS, council_of
from tests.material.depth import IS_DEEP
from tests.material.page_measures import broken_words, pages_of, small_letters

pytestmark = [pytest.mark.office, pytest.mark.slow]
TRIED = list(BRANDS) if IS_DEEP else list(BRANDS)[1:2]
"""The one that asks for most; all four where somebody asks for it."""


@pytest.fixture(scope="module", params=TRIED)
def council(request: pytest.FixtureRequest, this_run: Run) -> Built:
    def make(folder: Path) -> Built:
        return build(council_of(BRANDS[request.param], folder), Edition.DRAFT, True, Progress())

    return this_run.once(f"brand of {request.param}", make)


def documents(council: Built) -> list[Path]:
    return sorted(path for path in council.folder.rglob("*.pdf") if path.with_suffix(".docx").exists())


def test_no_word_of_a_table_is_broken(council: Built) -> None:
    broken = {path.name: broken_words(path.with_suffix(".docx"), path) for path in documents(council)}
    assert not {name: words for name, words in broken.items() if words}


def test_no_letters_are_smaller_than_nine_points(council: Built) -> None:
    assert not {path.name: small for path in documents(council) if (small := small_letters(path))}


def test_the_cover_is_one_page_and_so_is_what_is_at_a_glance(council: Built) -> None:
    first, second, third, *_ = pages_of(council.folder / "report.pdf")
    assert "14 March 2026" in first
    assert "At a glance" in second
    assert "Contents" in third


def test_no_page_of_endorsements_is_a_heading_and_nothing(council: Built) -> None:
    pages = pages_of(council.folder / "endorsements.pdf")
    assert all(len(page.split()) > 40 for page in pages)
    assert "Signature" in pages[0], "the first people to sign stand under their heading"


def test_what_cannot_fit_is_told_and_nothing_else_is(council: Built) -> None:
    assert not [finding.message for finding in council.findings if finding.code in ("W-64", "W-65")]
