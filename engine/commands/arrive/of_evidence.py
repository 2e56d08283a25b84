"""A file of the evidence itself: what people hand in beside the list, and penholder never reads as a form."""

from __future__ import annotations

from pathlib import Path

from engine.assessment.evidence_at_hand import matched_files
from engine.commands.arrive.arrival import Arrival, ArrivalKind, Need
from engine.commands.arrive.came import Came
from engine.commands.arrive.sniffing import PICTURE, TEXT
from engine.commands.arrive.surroundings import Surroundings
from engine.doors import digest_at
from engine.findings import Place
from engine.foreign.plain_file import is_there
from engine.foreign.refusal import RefusedFile
from engine.model.evidence import Document
from engine.model.evidence_files import EVIDENCE_FILES, FileAtHand, FilesAtHand
from engine.sources.evidence_files import files_at_hand

_BY_BYTES = {
    ".pdf": ".pdf", ".docx": ".docx", ".xlsx": ".xlsx", ".xlsm": ".xlsx", ".xls": ".xls", ".ods": ".ods", ".pptx": "",
    ".csv": TEXT, ".txt": TEXT, ".png": PICTURE, ".jpg": PICTURE, ".jpeg": PICTURE, ".tif": PICTURE, ".tiff": PICTURE,
}  # fmt: skip
"""The kinds that are taken, by the ending of the name, with the ending that the bytes of such a file have."""
_NO_KIND = "Of the evidence PDF, Word, Excel, OpenDocument tables, PowerPoint, text and pictures are taken. {more}"


def evidence_arrival(around: Surroundings, came: Came) -> Arrival | None:
    """Where a file of the evidence goes, as it is called. None where nobody says that it is one, and its name is no
    document's; raises RefusedFile for a kind that is not taken.
    """
    name = f"{came.name}{came.called}"
    documents = _documents(around, name)
    if came.said != EVIDENCE_FILES and not documents:
        return None
    if came.called not in _BY_BYTES or _BY_BYTES[came.called] != came.path.suffix:
        more = "By its first bytes it is none of these." if came.called in _BY_BYTES else "Copy it there yourself."
        why = came.called or "its name has no ending"
        raise RefusedFile(f"It was not taken as evidence ({why}).", _NO_KIND.format(more=more))
    doubts = _there_already(around, came, name)
    return Arrival(
        name="",
        digest="",
        kind=ArrivalKind.EVIDENCE_FILE,
        about=documents[0].ref if len(documents) == 1 else "",
        who=" and ".join(f"{one.ref}, {one.title}" for one in documents),
        target=f"inputs/evidence/{name}",
        said="" if documents else "No row of evidence.xlsx is this file yet",
        doubts=doubts,
        need=Need.ANYWAY if doubts else Need.NOTHING,
    )


def _documents(around: Surroundings, name: str) -> tuple[Document, ...]:
    """The rows of the library that a file of this name would belong to; none while nothing can be read."""
    if around.reading is None:
        return ()
    file = FileAtHand(Path(name), name, Place(f"inputs/evidence/{name}"))
    documents = around.reading.assessment.evidence.documents
    refs = matched_files(documents, FilesAtHand((file,), ())).refs_of(file)
    return tuple(one for one in documents if one.ref in refs)


def _there_already(around: Surroundings, came: Came, name: str) -> tuple[str, ...]:
    """That the very same file lies there under another name, or perhaps another one under the name that this gets."""
    if came.is_renamed and is_there(around.workspace.inputs / EVIDENCE_FILES / name):
        why = "The name of this one was too long, or had signs that no file may have everywhere."
        return (f"{why} A file called {name} is there, and may be another document. Give it a name of its own.",)
    others = (one for one in files_at_hand(around.workspace).files if one.name != name)
    alike = (one for one in others if one.path.stat().st_size == len(came.data) and digest_at(one.path) == came.digest)
    same = next(alike, None)
    return (f"The very same file lies there as {same.name}.",) if same else ()
