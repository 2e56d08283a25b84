"""What of the lock file penholder needs on Windows, as pip reads it: each library with the hashes of its files.

pip judges the conditions of a lock file by the machine that downloads, so they are judged here, for the one that will
install. Usage: python .ci/windows_lock.py 3.11 > requirements.txt
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = Path(__file__).parent.parent / "requirements.lock"
_EXTRAS = ("studio",)
"""What of penholder goes along that other ways of installing it ask for by name."""
_ENTRY = re.compile(r"(?P<what>[^\s;]+==[^\s;]+)(?: ; (?P<condition>.*?))?(?P<hashes>(?:\s+--hash=\S+)+)\s*")


def environment(python: str) -> dict[str, str]:
    """What conditions ask of a machine, answered as Windows with such a Python ("3.11") does."""
    return {
        "implementation_name": "cpython",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_system": "Windows",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32",
    }


def needed(python: str) -> frozenset[str]:
    """The names of all that penholder and its studio need to run, and what that needs in turn."""
    found: set[str] = set()
    waiting = ["penholder"]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _asked_for(name, environment(python))
    return frozenset(found - {"penholder"})


def _asked_for(name: str, machine: dict[str, str]) -> Iterator[str]:
    try:
        asked = requires(name) or ()
    except PackageNotFoundError:  # what is for Windows alone is not installed here; it needs nothing in turn
        return
    extras = ("", *_EXTRAS) if name == "penholder" else ("",)
    for requirement in map(Requirement, asked):
        if requirement.marker is None or any(requirement.marker.evaluate({**machine, "extra": one}) for one in extras):
            yield canonicalize_name(requirement.name)


def locked(python: str) -> Iterator[str]:
    """The lines of the lock file that are for such a machine, without their conditions."""
    names = needed(python)
    entries = list(_ENTRY.finditer(LOCK.read_text(encoding="utf-8").replace("\\\n", " ")))
    told: dict[str, re.Match[str]] = {canonicalize_name(Requirement(entry["what"]).name): entry for entry in entries}
    missing = names - told.keys()
    if missing:
        raise SystemExit(f"Not in {LOCK.name}: {', '.join(sorted(missing))}. Make it again: just lock.")
    for name in sorted(names):
        yield f"{told[name]['what']} {' '.join(told[name]['hashes'].split())}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in locked(sys.argv[1]))
