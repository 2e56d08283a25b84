"""What penholder tells of its own work, for whoever looks after it: nothing, unless --verbose or a program asks for it.

INFO is what was done and how long it took. DEBUG is what was found, kept or started on the way. Nothing that people
wrote is ever told, only the names of files. docs/architecture.md lists the loggers.
"""

from __future__ import annotations

import logging
import sys

STEPS = logging.getLogger("penholder.steps")
"""Each of the eight steps when it has ended."""
INPUTS = logging.getLogger("penholder.inputs")
"""Each file that is read."""
CACHE = logging.getLogger("penholder.cache")
"""What was made before, and what has to be made."""
OFFICE = logging.getLogger("penholder.office")
"""LibreOffice: started, handed documents, done with them, replaced."""

_OURS = logging.getLogger("penholder")
_OURS.addHandler(logging.NullHandler())


def show() -> None:
    """Print all of it on standard error from now on."""
    if not is_shown():
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s.%(msecs)03d  %(name)-17s %(message)s", "%H:%M:%S"))
        _OURS.addHandler(handler)
        _OURS.setLevel(logging.DEBUG)


def is_shown() -> bool:
    """Whether it is printed."""
    return _OURS.isEnabledFor(logging.DEBUG)


def silence(library: str) -> None:
    """Have a library keep its log to itself: what it would say is told as a finding or an error of ours."""
    logging.getLogger(library).setLevel(logging.CRITICAL + 1)
