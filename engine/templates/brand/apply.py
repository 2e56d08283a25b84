"""One Word template in a council's brand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zipfile import BadZipFile

from lxml import etree

from engine.findings import Finding, Place, error, info, warning
from engine.foreign.refusal import RefusedFile
from engine.model.council import Brand, Council
from engine.phrases import sentences
from engine.phrases.forms import and_more
from engine.templates.brand.artwork import decorations, redrawn
from engine.templates.brand.contrast import Weak, weak_pairs
from engine.templates.brand.following import OfItsOwn, bind, of_their_own, parts_with_looks, stamp
from engine.templates.brand.theme import BrandTheme, colour_of, hexadecimal, put_theme, read_theme
from engine.word.names import W_P, W_T
from engine.word.package import Package

_LOGO = "council.logo"
_SHOWN = 4
"""So many places with a look of their own are named; the rest is a count."""


@dataclass(frozen=True, slots=True)
class Branded:
    """A template in a brand. data: its bytes, the same as before where nothing had to change."""

    data: bytes
    findings: tuple[Finding, ...]


def branded(data: bytes, council: Council, place: Place) -> Branded:
    """A template with a council's colours and fonts in its theme, and with what follows the theme made to match.

    Where its colours cannot be told apart, or it has no theme, the bytes stay as they are and an error says why.
    """
    try:
        package = Package.of_template(data)
        return _in_brand(data, package, council, place)
    except RefusedFile as refused:
        return Branded(data, (error("W-02", place, *refused.reason),))
    except (BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, EOFError):
        fix = "Open it in Word and save it again as .docx, or put the house copy back."
        return Branded(data, (error("W-02", place, "The template cannot be opened.", fix),))


def not_applied(data: bytes, council: Council, place: Place) -> list[Finding]:
    """A warning where a template's theme has other colours or fonts than the council chose."""
    try:
        theme = read_theme(Package.of_template(data)) if council.brand != Brand() else None
    except (BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, EOFError):
        return []  # rendering says what is wrong with it
    if theme is None or _with(theme, council.brand) == (theme.colours, theme.headings, theme.text):
        return []
    message = "The template does not have the colours and fonts that council.yaml names under brand."
    return [warning("K-07", place, message, "Run penholder template brand, or take them out of council.yaml.")]


def _in_brand(data: bytes, package: Package, council: Council, place: Place) -> Branded:
    brand, before = council.brand, read_theme(package)
    if before is None:
        message = "The template has no theme with twelve colours, so there is nothing a brand could change."
        fix = "In Word: Design, Themes, choose one, save. Or start from the house copy."
        return Branded(data, (error("K-04", place, message, fix),))
    colours, _, _ = _with(before, brand)
    chosen = {name: colour_of(value) for name, value in brand.colours.items()}
    weak = tuple(_weak(pair, council.place) for pair in weak_pairs(colours, chosen))
    if weak:
        return Branded(data, weak)
    whole = dict(package.parts)
    bound = _repaint(package, brand, before)
    kept = list(_redraw(package, before, place))
    findings = (*_findings(package, place, bound), *kept, *_no_logo(package, council, place))
    return Branded(data if package.parts == whole else package.write(), findings)


def _with(theme: BrandTheme, brand: Brand) -> tuple[dict[str, tuple[int, int, int]], str, str]:
    """Colours, font of headings and font of text of a theme once the brand is in it."""
    chosen = {name: colour_of(value) for name, value in brand.colours.items()}
    return {**theme.colours, **chosen}, brand.heading_font or theme.headings, brand.text_font or theme.text


def _repaint(package: Package, brand: Brand, before: BrandTheme) -> int:
    """Put the brand into the theme, and let every part follow. How many looks did not follow until now."""
    colours, headings, text = _with(before, brand)
    if (colours, headings, text) != (before.colours, before.headings, before.text):
        put_theme(package, brand)
    after = read_theme(package) or replace(before, colours=colours)
    bound = 0
    for part in list(parts_with_looks(package)):
        root = package.xml(part)
        newly = bind(root, before)
        if newly + stamp(root, after):
            package.put(part, root)
        bound += newly
    return bound


def _redraw(package: Package, before: BrandTheme, place: Place) -> Iterator[Finding]:
    """Redraw the pictures of the design; a finding for each that keeps its colours."""
    after = read_theme(package)
    if after is None or after.colours == before.colours:
        return
    done: dict[str, bool] = {}
    for name, part in list(decorations(package)):
        if part not in done:
            picture = redrawn(package.parts[part], before.colours, after.colours)
            done[part] = picture is not None
            package.parts[part] = package.parts[part] if picture is None else picture
        if not done[part]:
            message = f'The picture "{name}" is not drawn in the colours of the theme, so it stays as it is.'
            yield warning("K-05", place, message, "Look whether it goes with the new colours; else put in another one.")


def _weak(pair: Weak, place: Place) -> Finding:
    """The error of two colours that are too alike."""
    has = "would then have" if pair.is_to_come else "has"
    message = (
        f'"{pair.colour}" on "{pair.ground}" {has} a contrast of {pair.ratio:.1f} to 1; it needs {pair.least:g} to 1, '
        "or some people cannot read it."
    )
    fix = f'Under brand.colours, {pair.change}: "#{hexadecimal(pair.better)}" passes, with the other values named here.'
    return error("K-01", place, message, fix)


def _findings(package: Package, place: Place, bound: int) -> Iterator[Finding]:
    if bound:
        message = f"{sentences.HAND_SET_LOOKS(bound)}."
        yield info("K-03", place, message)
    own = [found for part in parts_with_looks(package) for found in of_their_own(package.xml(part), part)]
    yield from _own(own, place, is_font=False)
    yield from _own(own, place, is_font=True)


def _own(found: Iterable[OfItsOwn], place: Place, is_font: bool) -> Iterator[Finding]:
    """What does not follow the theme, the most frequent first."""
    counted = Counter((one.value, one.where) for one in found if one.is_font is is_font)
    if counted:
        named = [f"{value} in {where}" for (value, where), _ in counted.most_common(_SHOWN)]
        kind = "Fonts" if is_font else "Colours"
        where = "the list's first two, (Headings) or (Body)" if is_font else "the theme colours, the upper rows"
        message = f"{kind} set by hand do not follow the brand: {and_more(', '.join(named), len(counted) - _SHOWN)}."
        yield warning("K-03", place, message, f"In Word, choose one of {where}, in the style or in the text.")


def _no_logo(package: Package, council: Council, place: Place) -> Iterator[Finding]:
    paragraphs = (p for part in package.texts() for p in package.xml(part).iter(W_P))
    if council.logo and not any(_LOGO in "".join(str(t.text or "") for t in p.iter(W_T)) for p in paragraphs):
        message = "The template does not print the logo that council.yaml names."
        yield warning("K-06", place, message, "Put {{r council.logo }} where it belongs, or leave it so.")
