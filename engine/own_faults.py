"""A fault of penholder's own: a sentence for the user, and a file for whoever mends it."""

from __future__ import annotations

import os
import platform
import traceback
from contextlib import suppress
from pathlib import Path

from engine import __version__, whole_file
from engine.cache import folder_of
from engine.clock import in_utc, now
from engine.errors import PenholderError, UsageError
from engine.system_words import is_held, program_of

_KEPT = 20
"""So many files stay; older ones are removed."""


def as_error(fault: Exception) -> PenholderError:
    """What stopped a run that nobody foresaw: a file that another program holds, whoever touched it, or a bug."""
    held = _held_by_another(fault)
    if held is None:
        return PenholderError(sentence(fault))
    what = f"{held} is open in another program{program_of(held)}, and penholder needs it."
    return UsageError(f"{what} Save and close it, and give the command again.")


def _held_by_another(fault: Exception) -> Path | None:
    if not isinstance(fault, OSError):
        return None
    name = fault.filename2 or fault.filename  # of two, the place that something was to be moved to
    path = Path(os.fsdecode(name)) if isinstance(name, str | bytes | os.PathLike) else None
    return path if path and is_held(fault, path, path.parent) else None


def sentence(fault: Exception) -> str:
    """What to tell the user. Where it happened is written into a file that the sentence names."""
    what = f"penholder stopped because of a fault of its own ({type(fault).__name__}: {fault})."
    kept = _keep(fault)
    how = f"with the file {kept}, which says where it happened" if kept else "with the command you gave"
    return f"{what} Nothing was changed in outputs/. Please report it {how}."


def _keep(fault: Exception) -> Path | None:
    """The file; None where it cannot be written. It holds the way through the code and the words of the fault."""
    when = in_utc(now()).replace(":", "-")
    path = folder_of("faults") / f"{when} {type(fault).__name__}.txt"
    # not platform.platform(), which starts a program to ask
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    about = f"penholder {__version__}, Python {platform.python_version()}, {system}"
    try:
        whole_file.replace(path, "\n\n".join((about, *traceback.format_exception(fault))).encode())
    except OSError:
        return None
    with suppress(OSError):
        for old in sorted(path.parent.glob("*.txt"))[:-_KEPT]:
            old.unlink()
    return path
