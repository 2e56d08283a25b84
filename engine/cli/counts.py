"""What came in, counted: the lines above the findings of `penholder check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from engine.commands.received import Received
from engine.model.assessment import ReceivedFile
from engine.model.evidence import Status


def lines(received: Received, every: bool) -> Iterator[str]:
    """One line for each kind of input, and one for each checklist file; every: with the cells it had to interpret."""
    counted = received.totals
    yield _line(
        "Checklists",
        f"{received.checklists} of {received.groups} groups",
        f"{counted['ratings']} of {counted['expected']} rated",
        f"{counted['blank']} blank",
        f"{counted['conflicts']} conflicts",
        f"{counted['local_items']} local item{'s' * (counted['local_items'] != 1)}",
    )
    yield from _file_lines(received.files, every)
    yield _line("Narrative", f"{received.forms} forms", f"{received.forms_read} read")
    states = (f"{count} {state.lower()}" for state in Status if (count := received.documents.get(state, 0)))
    yield _line("Evidence", f"{sum(received.documents.values())} documents", *states, f"{received.figures} figures")
    kinds = (f"{count} {kind.lower()}" for kind, count in received.endorsers.items() if kind)
    yield _line("Endorsements", f"{sum(received.endorsers.values())} people", *kinds)
    faults = received.templates_faulty
    yield _line("Templates", "3 files", f"{faults} with faults" if faults else "all sound")


def _file_lines(files: Iterable[ReceivedFile], every: bool) -> Iterator[str]:
    """One line for each file; every: with the cells that were read as something they do not literally say."""
    for received in files:
        name = PurePosixPath(received.file).name
        if received.left_out:
            yield f"  {name:<30} not counted: {received.left_out.rstrip('.')}"
            continue
        coerced = len(received.coercions)
        told = f"   {coerced} cell{'s' * (coerced > 1)} read by meaning: check --all" if coerced and not every else ""
        yield f"  {name:<30} {received.group:<20} {received.ratings} rated{told}"
        for coercion in received.coercions if every else ():
            yield f'      {coercion.place.where}   "{_short(coercion.was)}" read as {_short(coercion.read_as)}'


def _line(name: str, *parts: str) -> str:
    return f"{name:<13}{'   '.join(parts)}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"{line[:60]}…" if len(line) > 60 else line
