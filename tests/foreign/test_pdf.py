"""PDFs that are refused before a library opens them, and those that are let through."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.foreign.pdf import refuse_outsized, refuse_too_many_pages
from engine.foreign.refusal import RefusedFile
from tests.material.forged_pages import another_pdf
from tests.material.pdf_bombs import has_many_objects, unpacks_to_much


@pytest.mark.slow
@pytest.mark.parametrize(
    ("bomb", "said"), [(has_many_objects, "It has 300,004 objects"), (unpacks_to_much, "It comes to more than 250 MB")]
)
def test_what_is_larger_than_any_sheet_is_refused_with_its_figure(bomb: Callable[[], bytes], said: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        refuse_outsized(bomb())
    assert refused.value.message.startswith(said)
    assert refused.value.fix


def test_a_usual_pdf_passes() -> None:
    refuse_outsized(another_pdf())
    refuse_too_many_pages(22)


def test_objects_that_are_told_of_in_streams_count() -> None:
    with pytest.raises(RefusedFile):
        refuse_outsized(b"%PDF-1.7\n1 0 obj <</Type/ObjStm/N 999999/First 5>> stream\n")


def test_a_book_is_refused_with_its_pages() -> None:
    with pytest.raises(RefusedFile, match="It has 4,000 pages"):
        refuse_too_many_pages(4000)
