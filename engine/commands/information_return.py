"""`penholder return`: the information return as numbered folders with an index and a manifest. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from engine.assembly.one_state import as_first_read, of_one_state, refuse_changed
from engine.assessment.information_return import answered
from engine.clock import now
from engine.commands.return_answers import ReturnAnswers, answers_now
from engine.doors import Door, open_door
from engine.errors import InputError
from engine.foreign.plain_file import size_and_hash
from engine.framework.catalogue import framework_file, load_framework
from engine.model.information_return import Request, SentFile
from engine.model.manifest import FileHash, OutputEntry
from engine.plain_words import folded
from engine.progress import Progress
from engine.publishing.lists.return_index import return_index
from engine.publishing.lists.sheet_table import Properties
from engine.publishing.manifest import NAME, made_by, write_manifest
from engine.publishing.publish import publish
from engine.publishing.return_names import INDEX, RETURN
from engine.publishing.source_hashes import fingerprints
from engine.schemas import load_schema
from engine.sources.kept_request import next_file, read_kept
from engine.sources.request_file import RequestWords, read_request
from engine.workspace import Workspace
from engine.yaml_text import as_yaml

EDITION = RETURN
_KEPT = """\
# A request for the information return, as penholder read it. It is kept, so that it is mapped once: write under
# answered_by which rows of the library (LIB-05) or documents (D-014) answer an item. An import never changes this file.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(ReturnAnswers):
    """A return that was built. folder: where it lies."""

    folder: Path

    def as_json(self) -> dict[str, Any]:
        told = ReturnAnswers.as_json(self)
        return told | {"return": {"folder": str(self.folder), **told["return"]}}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRequest:
    """A request that was read and kept. open_items: how many of its items no row of the library was found for."""

    request: Request
    path: Path

    @property
    def open_items(self) -> int:
        return sum(not item.answered_by for item in self.request.items)

    def as_json(self) -> dict[str, Any]:
        about = asdict(self.request) | {"written": self.path.name, "open_items": self.open_items}
        return {"request": about}


def keep_request(workspace: Workspace, file: Path, columns: Mapping[str, str]) -> KeptRequest:
    """Read a request, map its items to the library, and keep both in a new file in inputs/return/.

    columns: headings named by hand, by what their columns hold; else those of the request before. Raises InputError
    where the file holds no request, UnnamedColumnError where a heading is to be named, and UsageError where it cannot
    be kept.
    """
    content = load_schema(workspace, "information_return")
    words = RequestWords(
        columns={name: tuple(map(folded, ways)) for name, ways in content["columns"].items()},
        twelve_months=tuple(map(folded, content["window"]["twelve_months"])),
    )
    earlier = read_kept(workspace)
    kept = dict(earlier.columns) if earlier else {}
    try:
        request = read_request(file, words, kept | dict(columns))
    except InputError:
        if columns or not kept:
            raise
        request = read_request(file, words, {})  # another layout than that of the request before
    framework = load_framework(framework_file(workspace))
    request = answered(request, framework, earlier)
    path = next_file(workspace)
    items = [
        {"number": item.number, "text": item.text, "statement": item.statement, "months": item.months}
        | {"answered_by": list(item.answered_by)}
        for item in request.items
    ]
    about = {"file": file.name, "sha256": size_and_hash(file)[1], "columns": dict(request.columns)}
    with open_door(workspace, Door.KEEP_REQUEST) as door:
        door.put(path, (_KEPT + as_yaml(about | {"items": items})).encode(), "")
    return KeptRequest(request=request, path=path)


def build_return(workspace: Workspace, progress: Progress) -> Returned:
    """Build outputs/return from the newest request that was kept, else from the framework's own list.

    Raises InputError where council.yaml or the kept request cannot be used, PublishError where outputs/ cannot be
    written, and ChangedWhileReadError where the inputs never stay as they are while they are read.
    """
    return of_one_state(lambda: _built(workspace, progress))


def _built(workspace: Workspace, progress: Progress) -> Returned:
    sources = fingerprints(workspace)
    answers, reading = answers_now(workspace, progress)
    refuse_changed(workspace, sources)
    assessment, items = reading.assessment, answers.items
    council = assessment.council
    about = Properties(
        f"Information return: {council.title}", council.name, datetime.combine(council.date, time(), UTC)
    )
    index = return_index(items, about)
    sent = [file for item in items for _, file in item.documents if file]
    entries = {
        file.path: OutputEntry(content=FileHash(file.sha256, file.size), made_from=(file.source.place.file,))
        for file in sent
    }
    entries[INDEX] = OutputEntry(content=FileHash.of(index), made_from=tuple(sources))
    makers = made_by(EDITION, assessment.framework.version, reading.framework_file, "none")
    manifest = write_manifest(makers, now(), sources, (), entries)
    made = {INDEX: index, NAME: manifest}
    folder = publish(workspace.outputs, EDITION, _Files(made, {file.path: file for file in sent}))
    return Returned(folder=folder, request=answers.request, items=items, findings=answers.findings)


class _Files(Mapping[str, bytes]):
    """The files of the return by path; each is read when it is its turn, since all of them may be more than memory.

    By then one may be another than the index and the manifest tell: that is refused.
    """

    def __init__(self, made: Mapping[str, bytes], copied: Mapping[str, SentFile]) -> None:
        self.made, self.copied = made, copied

    def __getitem__(self, name: str) -> bytes:
        if name in self.made:
            return self.made[name]
        file = self.copied[name]
        return as_first_read(file.source.path, file.source.place.file, FileHash(file.sha256, file.size))

    def __iter__(self) -> Iterator[str]:
        return iter((*self.made, *self.copied))

    def __len__(self) -> int:
        return len(self.made) + len(self.copied)
