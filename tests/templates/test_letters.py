"""Letters to those who sign: plain text in the words of the council, told where they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import TemplateError
from engine.finding_kinds import exit_code
from engine.templates.letters import FIELDS, LETTERS, letter_findings, opened
from engine.workspace import Workspace, house

VIEW = dict.fromkeys(FIELDS, "") | {"name": "Siân O’Neill & {{ 7 * 7 }} <b>", "due": "", "late": False}


def workspace(folder: Path, text: str | bytes, name: str = "cover_letter.txt") -> Workspace:
    (folder / "word_templates").mkdir()
    data = text.encode() if isinstance(text, str) else text
    (folder / "word_templates" / name).write_bytes(data)
    return Workspace(folder)


def test_the_house_copies_are_sound_and_stand_in_for_what_a_workspace_lacks(tmp_path: Path) -> None:
    assert letter_findings(Workspace(tmp_path)) == []
    assert all((house() / "word_templates" / name).is_file() for name in LETTERS)
    made = opened(Workspace(tmp_path)).written([VIEW])
    assert set(made) == set(LETTERS.values())


def test_a_council_says_it_in_its_own_words_and_values_are_words_alone(tmp_path: Path) -> None:
    made = opened(workspace(tmp_path, "\ufeffHello {{ name }}, see you & yours.")).written([VIEW, VIEW])
    letters = made["cover-letters.txt"].decode()
    assert letters.count("Hello Siân O’Neill & {{ 7 * 7 }} <b>, see you & yours.\n") == 2


def test_nobody_to_write_to_is_an_empty_file(tmp_path: Path) -> None:
    assert set(opened(Workspace(tmp_path)).written([]).values()) == {b""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear {{ nmae }}", 'there is no field "nmae". Did you mean "name"?'),
        ("Dear {{ name", "The letter cannot be written"),
        ("{% for a in name %}", "The letter cannot be written"),
        ("{{ name.__class__ }}", "The letter cannot be written"),
        ("{{ name() }}", "The letter cannot be written"),
        ("{% if late %}{{ nobody }}{% endif %}", "there is no field"),
        ("{% if not late %}{{ nobody }}{% endif %}", "there is no field"),
        (b"caf\xe9", "no text in UTF-8"),
    ],
)
def test_what_cannot_be_used_is_told_before_anything_goes_out(tmp_path: Path, text: str | bytes, said: str) -> None:
    (found,) = letter_findings(workspace(tmp_path, text, "chase_letter.txt"))
    assert said in found.message
    assert found.place.file == "word_templates/chase_letter.txt"
    assert exit_code([found]) == 4
    with pytest.raises(TemplateError):
        opened(Workspace(tmp_path))
