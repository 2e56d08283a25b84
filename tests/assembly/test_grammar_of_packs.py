"""The whole pack reads well however many there are of everything: groups, figures, actions, earlier versions."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from engine.assembly.reading import Reading
from engine.model.edition import Edition
from engine.model.snapshot import Snapshot
from engine.phrases.forms import in_words
from engine.sources.snapshot_file import previous_version
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.drawn_packs import Pack, actions, drawn, figures, groups, of_one_mind, one_action_then
from tests.material.grammar import slips

pytestmark = pytest.mark.slow
Draw = Callable[[Reading, Snapshot], Pack]


def _draft(reading: Reading, assessment: object, previous: Snapshot | None) -> Pack:
    return drawn(reading, assessment, previous, Edition.DRAFT)  # type: ignore[arg-type]


PACKS: dict[str, tuple[int, int, Draw]] = {
    "nobody": (0, 0, lambda r, _: _draft(r, actions(figures(groups(r.assessment, 0), 0), 0), None)),
    "one": (
        1,
        1,
        lambda r, last: _draft(r, actions(figures(groups(r.assessment, 1), 1), 1), one_action_then(last)),
    ),
    "two of one mind": (2, 2, lambda r, last: _draft(r, of_one_mind(groups(r.assessment, 2)), last)),
    "two of five": (5, 2, lambda r, _: _draft(r, figures(groups(r.assessment, 5, 2), 2), None)),
    "twelve": (12, 12, lambda r, last: _draft(r, groups(r.assessment, 12), last)),
}
"""How many groups were asked, how many answered, and how the pack is made."""


@pytest.fixture(scope="module", params=PACKS)
def pack(request: pytest.FixtureRequest, little_reading: Reading) -> tuple[int, int, Pack]:
    asked, back, draw = PACKS[request.param]
    previous, _ = previous_version(Workspace(ROOT))
    assert previous
    return asked, back, draw(little_reading, previous)


def test_numbers_and_nouns_agree_in_every_file(pack: tuple[int, int, Pack]) -> None:
    found = {name: slips(text) for name, text in pack[2].texts.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_as_many_groups_are_told_as_there_are_rows_below(pack: tuple[int, int, Pack]) -> None:
    asked, back, made = pack
    took_part = {0: "The groups and how they", 1: "The one group and how it"}.get(
        asked, f"The {in_words(asked)} groups and how they"
    )
    rated = {0: "How the groups", 1: "How one group"}.get(back, f"How {in_words(back)} groups")
    assert f"{took_part} took part" in made.texts["report"]
    assert made.texts["report"].count(f"{rated} rated us") == len(made.reading.assessment.statements)
    if back:
        assert made.rows_below("report", f"{took_part} took part") == [asked]
        assert made.rating_rows("report") == [back] * len(made.reading.assessment.statements)


def test_nobody_speaks_of_every_group_or_of_both_where_there_are_others(pack: tuple[int, int, Pack]) -> None:
    _, back, made = pack
    said = "\n".join(text for name, text in made.texts.items() if name.endswith(("report", "readiness", "html")))
    every = set(re.findall(r"\b(?:[Ee]very group|[Aa]ll \w+ groups|[Bb]oth groups)(?= agrees? with \d)", said))
    assert every <= {"Both groups"} if back == 2 else every <= {f"All {in_words(back)} groups"}


def test_the_draft_marks_what_nobody_has_answered(pack: tuple[int, int, Pack]) -> None:
    asked, back, made = pack
    assert ("No group has sent its ratings yet." in made.texts["report"]) is (back == 0)
    if asked == 0:
        assert "Nothing received yet" in made.texts["report"]
