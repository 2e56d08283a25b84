"""Whatever became of a file that penholder wrote itself, reading it ends in words."""

from __future__ import annotations

from tests.conftest import ROOT

_SEALED = ("store_of(", "NotOfItsShapeError")
"""What is kept in the user's cache is behind a hash of itself."""


def test_whoever_reads_json_of_a_workspace_knows_all_that_it_can_end_in() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "engine").rglob("*.py")}
    reading = {name: text for name, text in texts.items() if "json.loads(" in text}
    assert [n for n, text in reading.items() if not any(sign in text for sign in ("DAMAGED", *_SEALED))] == []
