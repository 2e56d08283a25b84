"""What this machine has and lacks."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine import __version__
from engine.fonts.coverage import without_font
from engine.fonts.on_this_machine import stand_in
from engine.fonts.scripts import SCRIPTS, how_to_install, packages_of
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.long_paths import long_path
from engine.pdf.embedded import Embedded
from engine.pdf.known_offices import Known, known_of, tried_versions
from engine.pdf.office import Office, find_office
from engine.templates.kinds import OF_AN_EDITION
from engine.templates.palette import read_palette
from engine.templates.template import OPENING_FAULTS
from engine.word.package import THEME, Package
from engine.workspace import Workspace

_APT = "sudo apt-get install {}"
_INSTALL = {
    "Linux": "Install LibreOffice Writer and the Liberation fonts, or ask IT for them.",
    "Windows": "Install LibreOffice from your software centre, or ask IT for it: https://www.libreoffice.org/download/",
    "Darwin": "Install LibreOffice into Applications: https://www.libreoffice.org/download/",
}
_LIBERATION = "https://github.com/liberationfonts/liberation-fonts/releases"
_INSTALL_FONT = {
    "Linux": "Install it, or one of the same widths: for Arial these are the Liberation fonts. Or ask IT for it.",
    "Windows": f"Ask IT for it, or for one of the same widths. For Arial these are the Liberation fonts: {_LIBERATION}",
    "Darwin": f"Install it, or one of the same widths. For Arial these are the Liberation fonts: {_LIBERATION}",
}
"""What to do on each system, by the name that platform.system gives it."""


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing that was looked at: its state, and what to do where something is missing.

    command: what does it in a terminal, where one does.
    """

    name: str
    state: str
    advice: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """All of it, in the order to read it in."""

    lines: tuple[HealthLine, ...]


def examine(workspace: Workspace) -> Health:
    """Look at the machine. Nothing is started but LibreOffice, to ask for its version."""
    return Health(tuple(_lines(workspace)))


def _lines(workspace: Workspace) -> Iterator[HealthLine]:
    yield HealthLine("penholder", __version__)
    yield HealthLine("Python", platform.python_version())
    program = find_office()
    if program is None:
        how = _INSTALL.get(platform.system(), "Install LibreOffice.")
        yield HealthLine(
            "LibreOffice",
            "missing: drafts only, by the embedded engine, without tags for screen readers",
            how,
            _APT.format("libreoffice-writer-nogui fonts-liberation") if platform.system() == "Linux" else "",
        )
    else:
        yield _office(Office(program).version, program)
    embedded = Embedded()
    state = "cannot be loaded" if embedded.fault else "for drafts without LibreOffice"
    yield HealthLine("Embedded", f"{embedded.version}, {state}", embedded.fault)
    if told := long_path(workspace.root)[0]:
        yield HealthLine("Folder", told, long_path(workspace.root)[1])
    for font, templates in _fonts(workspace).items():
        drawn = stand_in(font)
        if drawn is None:
            state = f"missing, asked for by {', '.join(templates)}: pages will break elsewhere than in Word"
            yield HealthLine(
                "Font",
                f"{font}: {state}",
                _INSTALL_FONT.get(platform.system(), "Install it, or one of the same widths."),
            )
        else:
            yield HealthLine("Font", font if drawn == font else f"{font}, drawn with {drawn} (same widths)")
    yield from _scripts()


def _scripts() -> Iterator[HealthLine]:
    """The scripts that no font has, in one line with what to install."""
    missing = set(without_font("".join(script.letter for script in SCRIPTS.values())))
    lacking = [script for script in SCRIPTS.values() if script.letter in missing]
    if lacking:
        names = ", ".join(script.name for script in lacking)
        command = _APT.format(" ".join(packages_of(lacking))) if platform.system() == "Linux" else ""
        state = f"no font for {names}: a final edition with them waits"
        yield HealthLine("Letters", state, how_to_install(lacking), command)
    else:
        yield HealthLine("Letters", "fonts for every script that penholder knows")


def _office(version: str, program: Path) -> HealthLine:
    """A LibreOffice with what is known of its version."""
    known = known_of(version)
    advice = ""
    if known is Known.TOO_OLD:
        advice = f"Install a newer one. Penholder was tried with {tried_versions()}."
    elif known is not Known.TRIED:
        advice = (
            f"Penholder was tried with {tried_versions()}. Every PDF is looked at before it is delivered, and a final "
            "edition is refused where one is not fit for screen readers and archives."
        )
    return HealthLine("LibreOffice", f"{version}, {known} ({program})", advice)


def _fonts(workspace: Workspace) -> dict[str, list[str]]:
    """The fonts of the templates' themes, with the templates that ask for them."""
    fonts: dict[str, list[str]] = {}
    for name in OF_AN_EDITION:
        try:
            theme = Package.of_template(whole(workspace.template_or_house(name), limits.FILE)).parts.get(THEME, b"")
        except OPENING_FAULTS:
            continue  # `penholder template check` says what is wrong with it
        fonts.setdefault(read_palette(theme).font, []).append(name)
    return fonts
