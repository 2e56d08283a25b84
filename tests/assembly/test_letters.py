"""Letters that no font has are told before anything is printed, with their place and what to install."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import features

from engine.assembly.letters import letters_without_font
from engine.findings import Place, Severity
from engine.fonts import coverage, on_this_machine
from engine.fonts.coverage import without_font
from engine.fonts.files import of_fields
from engine.fonts.scripts import SCRIPTS, script_of
from engine.model.signing import Profile
from engine.model.story import Paragraph, Run
from tests.material.small_council import saying, small_council, with_council


@pytest.fixture
def one_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has no font but the one of the fields."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    shutil.copy(of_fields(), fonts)
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    for cached in (coverage._covered, on_this_machine.fonts_here, on_this_machine.font_files):
        cached.cache_clear()
    yield
    for cached in (coverage._covered, on_this_machine.fonts_here, on_this_machine.font_files):
        cached.cache_clear()


@pytest.mark.usefixtures("one_font")
def test_letters_that_no_font_has_are_named_once_each() -> None:
    assert without_font("They say \u201c\u6211\u6211\u0995\u201d in London\u2026") == ("\u6211", "\u0995")


@pytest.mark.usefixtures("one_font")
@pytest.mark.parametrize(
    "text", ["\u0141ukasz", "\u03b1\u03b2", "\u0434", "na\u00efve \u2013 \u201cyes\u201d", "a\u200cb\ufe0f"]
)
def test_letters_that_a_font_has_and_those_that_are_never_drawn_are_not(text: str) -> None:
    assert without_font(text) == ()


@pytest.mark.usefixtures("one_font")
def test_each_text_with_such_a_letter_is_told_with_its_place_and_the_font_to_install() -> None:
    place = Place("inputs/narrative/equity.docx", "paragraph 3")
    said = Paragraph((Run("She said \u6211\u6211.", note=()), Run("", note=(Run("\u0995"),))), place)
    found = letters_without_font(saying(small_council(), ambition=(said,)))
    assert [(one.code, one.place, one.severity) for one in found] == [("I-58", place, Severity.ERROR)] * 2
    for one, parts in zip(found, (("\u6211", "Chinese", "She said"), ("\u0995", "Bengali")), strict=True):
        assert all(part in one.message for part in parts)
        assert "noto" in one.fix.lower()


def test_a_name_that_a_field_cannot_show_is_told_where_there_are_fields() -> None:
    council = small_council()
    verifier = replace(council.council.verifiers[0], name="\u674e\u660e")
    for signing, codes in ((Profile.ACROFORM, ["I-58"]), (Profile.PRINT, [])):
        changed = with_council(council, verifiers=(verifier,), signing=signing)
        found = [one for one in letters_without_font(changed) if "field to sign" in one.message]
        assert [one.code for one in found] == codes


@pytest.mark.parametrize(("name", "script"), SCRIPTS.items())
def test_every_script_knows_a_letter_of_its_own(name: str, script: object) -> None:
    assert script_of(SCRIPTS[name].letter) is script


def test_a_font_that_was_replaced_under_its_name_is_another_one(one_font: None, tmp_path: Path) -> None:
    before = on_this_machine.fonts_here()
    (font,) = map(Path, on_this_machine.font_files())
    font.write_bytes(font.read_bytes() + bytes(4))
    on_this_machine.fonts_here.cache_clear()
    assert (font.parent, on_this_machine.fonts_here() == before) == (tmp_path / "fonts", False)


def test_where_another_font_is_drawn_for_one_the_fonts_are_others(one_font: None, tmp_path: Path) -> None:
    before, config = on_this_machine.fonts_here(), tmp_path / "fonts.conf"
    alias = "<alias><family>Arial</family><prefer><family>DejaVu Sans</family></prefer></alias></fontconfig>"
    config.write_text(config.read_text("utf-8").replace("</fontconfig>", alias), "utf-8")
    on_this_machine.fonts_here.cache_clear()
    assert on_this_machine.fonts_here() != before


def test_whether_letters_are_set_by_their_pairs_is_told_with_the_fonts() -> None:
    told = "fribidi" in on_this_machine.fonts_here().splitlines()
    assert told == (features.version("fribidi") is not None)
