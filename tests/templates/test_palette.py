"""The colours and the font of a template's theme, for the pictures that are drawn for it."""

from __future__ import annotations

import pytest

from engine.templates.palette import Palette, read_palette
from engine.word.names import NAMESPACES

A = NAMESPACES["a"]


def _theme(slots: str, font: str = "Verdana") -> bytes:
    return (
        f'<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme name="x">{slots}</a:clrScheme><a:fontScheme name="x">'
        f'<a:minorFont><a:latin typeface="{font}"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
    ).encode()


def test_a_colour_is_read_from_its_slot() -> None:
    assert read_palette(_theme('<a:accent1><a:srgbClr val="102030"/></a:accent1>')).lead == (16, 32, 48)


def test_a_colour_of_the_system_is_read_as_it_was_last_seen() -> None:
    theme = _theme('<a:dk1><a:sysClr val="windowText" lastClr="000001"/></a:dk1>')
    assert read_palette(theme).ink == (0, 0, 1)


@pytest.mark.parametrize("colour", ['<a:sysClr val="windowText"/>', '<a:prstClr val="black"/>', "<a:scrgbClr/>"])
def test_a_colour_that_is_not_given_in_figures_is_the_house_colour(colour: str) -> None:
    assert read_palette(_theme(f"<a:dk1>{colour}</a:dk1>")).ink == read_palette(b"").ink


def test_the_font_is_that_of_the_text() -> None:
    assert read_palette(_theme("")).font == "Verdana"


def test_a_template_without_a_theme_has_the_house_colours_and_font() -> None:
    palette = read_palette(b"")
    assert palette.paper == (255, 255, 255)
    assert palette.font == "Arial"


def test_a_theme_without_a_font_has_the_house_font() -> None:
    assert read_palette(_theme("", font="")).font == "Arial"


def test_a_tint_lies_between_the_paper_and_the_colour() -> None:
    palette: Palette = read_palette(b"")
    assert palette.tint((0, 0, 0), 0) == palette.paper
    assert palette.tint((0, 100, 200), 1) == (0, 100, 200)
    assert palette.tint((0, 100, 200), 0.5) == (128, 178, 228)
