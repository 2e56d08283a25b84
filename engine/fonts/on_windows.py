"""The fonts of a Windows machine by their families: what the registry names, and what LibreOffice brings along."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from engine.on_windows import office_places
from engine.on_windows.registry import Registry, registry

_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_STYLES = {"regular", "normal", "roman", "book", "medium", "light", "semilight", "semibold", "demibold", "demi", "bold"}
_STYLES |= {"black", "extrabold", "ultrabold", "heavy", "thin", "italic", "oblique", "condensed", "narrow"}
"""The words with which a name may go on after its family."""


@dataclass(frozen=True, slots=True)
class InstalledFonts:
    """registered: files by the names of their fonts, casefolded, such as "gill sans mt bold". beside: files that nobody
    registered. family_of: gives the family that a file names, empty where it cannot be read."""

    registered: Mapping[str, str]
    beside: tuple[str, ...]
    family_of: Callable[[str], str]

    def has(self, family: str) -> bool:
        """Whether a family is here, however its files are named."""
        wanted = family.casefold()
        begun = (file for name, file in self.registered.items() if _goes_on(name, wanted))
        return wanted in self.registered or any(self.family_of(f).casefold() == wanted for f in (*begun, *self.beside))

    def file_of(self, family: str, bold: bool) -> str | None:
        """The file of a face, for whoever draws with it; None where it is not registered."""
        return self.registered.get(f"{family.casefold()}{' bold' if bold else ''}")

    def file_named(self, name: str) -> str | None:
        """The file of that name among those that nobody registered."""
        return next((file for file in self.beside if PureWindowsPath(file).name == name), None)

    @property
    def files(self) -> tuple[str, ...]:
        """Every file, each once."""
        return tuple(dict.fromkeys((*self.registered.values(), *self.beside)))

    def lines(self) -> Iterator[str]:
        """All of it, to tell this list from another one."""
        yield from (f"{name}={file}" for name, file in self.registered.items())
        yield from self.beside


def _goes_on(name: str, family: str) -> bool:
    """Whether a registered name is a family's with a style behind it: then its file says of which family it is."""
    rest = name.removeprefix(family)
    return rest != name and bool(rest.split()) and set(rest.split()) <= _STYLES


def installed_fonts(
    environment: Mapping[str, str], ask: Registry, beside: Iterable[Path], family_of: Callable[[str], str]
) -> InstalledFonts:
    """Those of the machine and those that the user installed. beside, family_of: as InstalledFonts has them."""
    folder = PureWindowsPath(environment.get("WINDIR", r"C:\Windows"), "Fonts")
    registered: dict[str, str] = {}
    for hive in ("HKLM", "HKCU"):
        for name, file in ask(hive, _KEY).items():
            registered |= dict.fromkeys(_names(name), str(folder / file))  # a user's own stand there with whole paths
    return InstalledFonts(registered, tuple(map(str, beside)), family_of)


def _names(told: str) -> Iterator[str]:
    """The names of a file's fonts: "Cambria & Cambria Math (TrueType)" has two."""
    plain = told.rstrip()
    if plain.endswith(")"):
        plain = plain.rpartition("(")[0].rstrip()
    yield from (name.strip().casefold() for name in plain.split(" & "))


def fonts_of_this_machine(family_of: Callable[[str], str]) -> InstalledFonts:
    """Those of this one, those of its LibreOffice among them."""
    program = office_places.find()
    beside = sorted(Path(office_places.own_fonts(program)).glob("*.[to]tf")) if program else ()
    return installed_fonts(os.environ, registry, beside, family_of)
