"""The licences of all that penholder is installed with, for docs/licences.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

from tests.conftest import ROOT

ALLOWED = frozenset(
    {
        *("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0"),
        *("MPL-2.0", "LGPL-2.1-only"),
    }
)
"""Free licences that ask nothing of the documents made, and nothing of a program that only uses the library."""

_ALSO_WRITTEN = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "CC0-1.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_READ_IN_THE_PACKAGE = {
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyyaml-ft": "MIT",
    "tzdata": "Apache-2.0",
}
"""Licences the metadata does not name in a usual way, and those of libraries for Windows or another Python alone."""


@dataclass(frozen=True, slots=True)
class Licensed:
    """A library of a lock file, its version there and its licence as SPDX writes it. Empty where nobody knows."""

    name: str
    version: str
    licence: str

    @property
    def is_allowed(self) -> bool:
        """Whether every licence that applies is on the list; of several to choose from, one."""
        choices = self.licence.split(" OR ")
        return any(all(part in ALLOWED for part in choice.split(" AND ")) for choice in choices)


def locked(file: str) -> tuple[Licensed, ...]:
    """All libraries of a lock file."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return tuple(Licensed(name, version, _licence(name)) for name, version in pins)


def _licence(name: str) -> str:
    if name in _READ_IN_THE_PACKAGE:
        return _READ_IN_THE_PACKAGE[name]
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("Lic")]
    written = (line.strip() for line in (*(about.get_all("License") or []), *classifiers))
    said = about.get_all("License-Expression") or map(_spdx, written)
    return next(filter(None, said), "")


def _spdx(written: str) -> str:
    return written if written in ALLOWED else _ALSO_WRITTEN.get(written, "")


def tables() -> str:
    """What every installation has, and what only the tests and the building of a release need."""
    ours = locked("requirements.lock")
    names = {one.name for one in ours}
    only_tests = (one for one in locked("requirements-dev.lock") if one.name not in names)
    begin, also = ("", "## With every installation", ""), ("", "## For tests and releases alone", "")
    return "\n".join((*begin, *_table(ours), *also, *_table(only_tests), "", ""))


def _table(libraries: Iterator[Licensed] | tuple[Licensed, ...]) -> Iterator[str]:
    yield from ("| library | licence |", "|---|---|")
    yield from (f"| [{one.name}](https://pypi.org/project/{one.name}/) | {one.licence} |" for one in libraries)
