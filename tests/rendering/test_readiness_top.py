"""One page stays one page: of each list stands there what fits, and the rest is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.readiness import Concern, Readiness
from engine.phrases.forms import in_words, sentence
from engine.rendering.views.readiness_top import _lines, first_of_each
from engine.rendering.views.specimen import specimen

ROW = {"name": "A name", "view": "A view", "people": "1 of 2", "leaders": "2 of 2", "verification": "Signed"}
CONCERNS = st.lists(st.builds(Concern, st.text("ab ", max_size=60), st.text("cd ", max_size=400)), max_size=30)


def standing(**lists: Any) -> Readiness:
    judged = tuple(
        replace(statement, strengths=0, borne_out=0, unjudged=0) for statement in specimen().standing.statements
    )
    return replace(specimen().standing, **{"statements": judged, "left_out": ()} | lists)


@pytest.mark.slow
@given(CONCERNS, CONCERNS, CONCERNS, st.booleans(), st.integers(0, 200))
def test_what_is_shown_fits_or_is_the_first_and_nothing_is_uncounted(
    blockers: list[Concern], asserted: list[Concern], late: list[Concern], is_draft: bool, view: int
) -> None:
    lists = {"blockers": tuple(blockers), "asserted": tuple(replace(c, code="T-02") for c in asserted)}
    found = standing(**lists, late=tuple(late), to_come=())
    top = first_of_each(found, [ROW | {"view": "x " * view}] * 9, is_draft)
    for name, concerns in (*lists.items(), ("late", tuple(late))):
        shown = top[name]["rows"]
        more = len(concerns) - len(shown)
        assert bool(shown) is bool(concerns)
        assert len(shown) <= 5
        assert top[name]["more"] == (f"{more} more: see readiness.html." if more else "")
        assert [row["about"] for row in shown] == [concern.about for concern in concerns[: len(shown)]]
    shown_lines = [
        _lines(f"{row['about']}. {row['text']}", 80) for name in (*lists, "late") for row in top[name]["rows"]
    ]
    assert sum(shown_lines) <= 8 or len(shown_lines) <= 3


def test_who_is_not_late_is_counted_and_named_on_the_longer_page_alone() -> None:
    found = standing(blockers=(), asserted=(), late=(), to_come=(Concern("Ann", "A form"),) * 2)
    assert first_of_each(found, [ROW], is_draft=False)["late"] == {
        "rows": [],
        "more": "Two people or groups owe something that is not late: see readiness.html.",
    }


def test_what_is_not_judged_and_what_is_left_out_is_said_on_the_page() -> None:
    statements = tuple(replace(statement, unjudged=2) for statement in specimen().standing.statements)
    nothing = (Concern("inputs/evidence.xlsx", "No figure was received. Fill in the sheet."),)
    top = first_of_each(standing(statements=statements, asserted=(), left_out=nothing), [ROW], is_draft=True)
    assert top["asserted"]["more"].endswith("not judged: of some of the evidence, nobody has told the kind.")
    assert top["left_out"] == (
        "No figure was received. A final edition leaves out what would tell of it: see readiness.html."
    )


def test_strengths_with_too_little_evidence_are_counted_though_findings_of_them_are_held_back() -> None:
    statements = tuple(replace(each, strengths=4, borne_out=1, unjudged=1) for each in specimen().standing.statements)
    top = first_of_each(standing(statements=statements, asserted=()), [ROW], is_draft=False)
    assert top["asserted"]["more"].startswith(f"{sentence(in_words(2 * len(statements)))} strengths have fewer kinds")
