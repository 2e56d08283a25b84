"""The blank forms of one person in a zip, with the letter."""

from __future__ import annotations

from engine.clock import now
from engine.commands.forms import blank_forms
from engine.commands.send.asked import AskedPerson
from engine.commands.zipped import zipped
from engine.errors import UsageError
from engine.workspace import Workspace

LETTER = "Letter.txt"


def pack_forms(workspace: Workspace, person: AskedPerson) -> bytes:
    """The bytes of a zip: their forms, made of the framework and the brand in use, and the letter to them.

    Raises InputError as `penholder forms` does, and UsageError where there is no such form any more.
    """
    kinds = tuple(dict.fromkeys(file.partition("/")[0] for file in person.files))
    wanted = {name: data for name, data in blank_forms(workspace, kinds) if name in person.files}
    if lacking := [file for file in person.files if file not in wanted]:
        raise UsageError(
            f"There is no form {lacking[0]} any more: council.yaml or the framework has changed. Look again."
        )
    files = {file.rpartition("/")[2]: wanted[file] for file in person.files}
    if person.letter:
        files[LETTER] = person.letter.replace("\n", "\r\n").encode("utf-8-sig")  # as Windows has the ends of lines
    return b"".join(zipped(now(), files.items()))
