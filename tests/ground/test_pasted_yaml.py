"""What word processors and web pages put in place of YAML's signs is told with its line, in every YAML file."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from engine.sources.yaml_file import read_yaml
from engine.yaml_text import NotYamlError, checked_yaml_content

QUOTES = ("“{}”", "‘{}’", "„{}“", "«{}»", "”{}”", '“{}"', "＂{}＂")
SPACES = ("\u00a0", "\u2003", "\u202f", "\u3000")
PLACES = ("council:\n  name: {}\n", "groups:\n  - {}\n", "groups: [{}, x]\n", "a:\n  - name: {}\n")
SOUND = (
    'name: "“Our plan”"\n',
    "name: “Our plan” and what follows\n",
    "text: |\n  “Our plan”\n  name：x\n\n",
    "name: Zoë’s café – a place\n",
    "# “name”：x\nname: x\n",
    "name: a\u00a0b\n",
    "name: 10：30\n",
    "why: 'He said “yes”'\n",
)


def told(text: str, folder: Path) -> list[tuple[str, str, str]]:
    """The findings; where a line keeps the file from being read, I-02 says what else I-76 does."""
    path = folder / "council.yaml"
    path.write_text(text, encoding="utf-8")
    return [(f.code, f.place.where, f.message) for f in read_yaml(path, "inputs/council.yaml", "council")[1]]


@pytest.mark.parametrize(("quotes", "place"), list(product(QUOTES, PLACES)))
def test_quotation_marks_of_another_keyboard_are_told_with_their_line(tmp_path: Path, quotes: str, place: str) -> None:
    text = place.format(quotes.format("Wenlow"))
    line = next(number for number, words in enumerate(text.splitlines(), 1) if "Wenlow" in words)
    found = [where for code, where, message in told(text, tmp_path) if "quotation" in message]
    assert found == [f"line {line}"]


@pytest.mark.parametrize("space", SPACES)
def test_spaces_that_do_not_break_are_told(tmp_path: Path, space: str) -> None:
    for text in (f"council:\n{space}{space}name: Wenlow\n", f"council:\n  name:{space}Wenlow\n"):
        assert "line 2" in [where for _, where, _ in told(text, tmp_path)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("\tname: Wenlow", "A tab"),
        ("  name：Wenlow", "The colon"),
        ("  name： Wenlow", "The colon"),
        ("  – name: Wenlow", "a bullet or a dash"),
        ("  • name: Wenlow", "a bullet or a dash"),
        ('  name: "Wenlow”', "The quotation marks"),
        ("  name: “Wenlow: council”", "The quotation marks"),
    ],
)
def test_every_sign_is_told_with_what_it_is(tmp_path: Path, line: str, says: str) -> None:
    found = told(f"council:\n{line}\n", tmp_path)
    assert [where for _, where, message in found if says.lower() in message.lower()] == ["line 2"]


def test_all_lines_of_a_file_that_cannot_be_read_are_told_at_once(tmp_path: Path) -> None:
    text = "council:\n\tname: x\n  short_name: “x: y”\n  other：z\n"
    assert {where for _, where, _ in told(text, tmp_path)} == {"line 2", "line 3", "line 4"}


@pytest.mark.parametrize("text", SOUND)
def test_words_that_are_meant_as_they_stand_are_no_fault(tmp_path: Path, text: str) -> None:
    assert [code for code, _, _ in told(text, tmp_path) if code == "I-76"] == []


@pytest.mark.parametrize("text", ["name: “x”\n", "a:\n\tb: c\n", "name：x\nb: c\n"])
def test_a_file_of_rules_is_refused_with_the_line_and_what_to_do(text: str) -> None:
    with pytest.raises(NotYamlError) as refused:
        checked_yaml_content(text.encode())
    assert refused.value.line in ("line 1", "line 2")
    assert "Type" in refused.value.fix or "Put" in refused.value.fix


def test_a_control_character_is_refused_and_no_other_letter() -> None:
    of_yaml = {*"\t\n\r", *map(chr, range(0x20, 0x7F)), "\x85", *map(chr, range(0xA0, 0x100)), "\ue000", "\ufffd"}
    for letter in map(chr, (*range(0x100), 0xE000, 0xFFFD, 0xFFFE, 0xFFFF)):
        text = f'a: "b\\u{ord(letter):04x}c"'.encode()
        if letter in of_yaml:
            assert checked_yaml_content(text)[0] == {"a": f"b{letter}c"}
        else:
            with pytest.raises(NotYamlError, match="no text has"):
                checked_yaml_content(text)
