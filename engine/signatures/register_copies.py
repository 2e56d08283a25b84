"""Other registers beside the register: a synced folder keeps both where two people wrote at once.

OneDrive adds the name of the machine, Dropbox "conflicted copy", others a number. Each tells of sheets that went out or
came back; with two of them nobody knows what was signed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from engine.as_it_lies import is_same_file
from engine.findings import Finding, error
from engine.foreign import limits
from engine.foreign.folder import entries
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.phrases import nouns
from engine.phrases.forms import and_more
from engine.workspace import Workspace

_NAMED = 3
"""So many lines are told of."""
_MOVE_IT = "Move it out of signoff/."


def other_registers(
    workspace: Workspace, ours: Collection[bytes], parsed: Callable[[bytes], dict[str, Any] | None]
) -> Iterator[Finding]:
    """M-14 for each. ours: the lines of the register. parsed: what a line tells, None where it is no line of one."""
    for path in _others(workspace.register):
        place = workspace.place(path)
        try:
            lines = [line.rstrip(b"\r") for line in whole(path, limits.FILE).split(b"\n")]
        except RefusedFile as refused:
            yield error("M-14", place, f"There are two registers of sheets. {refused.message}", refused.fix)
            continue
        more = [told for line in lines if line and line not in ours and (told := parsed(line))]
        if more:
            yield error("M-14", place, _with_more(more), f"Ask who did that, give those commands again. {_MOVE_IT}")
        else:
            message = "There are two registers of sheets. This one holds nothing that register.jsonl does not."
            yield error("M-14", place, message, _MOVE_IT)


def _others(register: Path) -> Iterator[Path]:
    try:
        found = entries(register.parent)
    except RefusedFile:  # whoever reads the register tells
        return
    for path in found:
        name = path.name.casefold()
        if "register" in name and name.endswith(".jsonl") and not is_same_file(path, register):
            yield path


def _with_more(lines: list[dict[str, Any]]) -> str:
    told = [f"{line['code']} {line['event']}" for line in lines]
    named = and_more(", ".join(told[:_NAMED]), len(told) - _NAMED)
    return (
        f"There are two registers of sheets: two people issued or received at once, or somebody made a copy. This one "
        f"holds {nouns.ENTRY.word(len(told))} that register.jsonl does not: {named}."
    )
