"""What came in, counted: the lines above the findings of `penholder check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from engine.commands.received import Received
from engine.model.assessment import ReceivedFile
from engine.model.evidence import Status
from engine.phrases import nouns, sentences


def lines(received: Received, every: bool) -> Iterator[str]:
    """One line for each kind of input, and one for each checklist file; every: with the cells it had to interpret."""
    counted = received.totals
    yield _line(
        "Checklists",
        nouns.GROUP.part(received.checklists, received.groups),
        f"{counted['ratings']} of {counted['expected']} rated",
        f"{counted['blank']} blank",
        nouns.CONFLICT.figure(counted["conflicts"]),
        nouns.LOCAL_ITEM.figure(counted["local_items"]),
    )
    yield from _file_lines(received.files, every)
    yield _line("Narrative", nouns.FORM.figure(received.forms), f"{received.forms_read} read")
    states = (f"{count} {state.lower()}" for state in Status if (count := received.documents.get(state, 0)))
    yield _line(
        "Evidence",
        nouns.DOCUMENT.figure(sum(received.documents.values())),
        *states,
        nouns.FIGURE.figure(received.figures),
    )
    kinds = (f"{count} {kind.lower()}" for kind, count in received.endorsers.items() if kind)
    yield _line("Endorsements", nouns.PERSON.figure(sum(received.endorsers.values())), *kinds)
    faults = sentences.FAULTY_TEMPLATES(received.templates_faulty)
    yield _line("Templates", nouns.FILE.figure(received.templates), faults)


def _file_lines(files: Iterable[ReceivedFile], every: bool) -> Iterator[str]:
    """One line for each file; every: with the cells that were read as something they do not literally say."""
    for received in files:
        name = PurePosixPath(received.file).name
        if received.left_out:
            yield f"  {name:<30} not counted: {received.left_out.rstrip('.')}"
            continue
        coerced = len(received.coercions)
        told = f"   {sentences.READ_BY_MEANING(coerced)}: check --all" if coerced and not every else ""
        yield f"  {name:<30} {received.group:<20} {received.ratings} rated{told}"
        for coercion in received.coercions if every else ():
            yield f'      {coercion.place.where}   "{_short(coercion.was)}" read as {_short(coercion.read_as)}'


def _line(name: str, *parts: str) -> str:
    return f"{name:<13}{'   '.join(parts)}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"{line[:60]}…" if len(line) > 60 else line
