"""Evidence: the files in inputs/evidence/, the document that each belongs to, and where words stand in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.responses import Response

from engine.findings import Severity
from engine.model.evidence import Document
from engine.phrases import studio as phrases
from engine.phrases.forms import in_words, sentence
from engine.studio.evidence_jobs import LookAtEvidence
from engine.studio.frame import show as frame
from engine.studio.jobs import Failed
from engine.studio.pages.answers import Waits
from engine.studio.pages.progress import not_ready
from engine.studio.visit import Visit

_FOLDER = "inputs/evidence/"
_WAITS = Waits("Evidence", "Files that were looked into before are not read again. This page goes on by itself.")
_LONGEST = 400
"""Letters of a search: nobody looks for more, and an address has an end."""


async def show(visit: Visit) -> Response:
    """The files with their documents, and the places of the words that are asked for."""
    if early := await not_ready(visit, "Evidence"):
        return early
    desk, typed = visit.desk, visit.wanted("words")[:_LONGEST].strip()
    assert desk.workspace is not None
    words, root = words_of(typed), desk.workspace.root
    answer = desk.errands.look(LookAtEvidence(root, words), desk.state)
    why = answer.message if isinstance(answer, Failed) else ""
    if why and words:  # what cannot be looked for is told above what lies there all the same
        answer = desk.errands.look(LookAtEvidence(root), desk.state)
    doing = f"Looking for {typed}" if words else "Looking into the files of the evidence"
    found = _WAITS.told(visit, answer, doing, "The files cannot be read")
    if isinstance(found, Response):
        return found
    assert desk.looked is not None
    documents = {one.ref: one for one in desk.looked.assessment.evidence.documents}
    view = _view(found, documents)
    return frame(visit, "evidence.html", _news(found), tab="Evidence", typed=typed, why=why, **view)


def words_of(typed: str) -> tuple[str, ...]:
    """What is looked for, as a command line has it: words, and those in quotation marks as one."""
    for mark in "“”„":
        typed = typed.replace(mark, '"')
    found: list[str] = []
    for number, part in enumerate(typed.split('"')):
        found += [part] if number % 2 else part.split()
    return tuple(words for one in found if (words := " ".join(one.split())))


def _view(content: dict[str, Any], documents: dict[str, Document]) -> dict[str, Any]:
    """What is told of a file stands beside it; what is told of several alike, or of a row, above all of them."""
    told, findings = content["evidence"], content["findings"]
    times = Counter(map(_said, findings))
    of_files = {one["file"] for one in told["files"]}
    alone = [one for one in findings if one["file"] in of_files and times[_said(one)] == 1]
    above = {_said(one): one for one in findings if one not in alone and not _is_of_a_row_to_know(one, of_files)}
    files = [_file(one, documents, [each for each in alone if each["file"] == one["file"]]) for one in told["files"]]
    return {
        "files": files,
        "without": [(ref, documents[ref].title if ref in documents else "") for ref in told["without_file"]],
        "sought": told.get("asked", []),
        "places": [_file(one, documents) for one in told.get("places", [])],
        "above": [(one, times[said]) for said, one in above.items()],
        "kept_in": _FOLDER,
    }


def _said(finding: dict[str, Any]) -> tuple[str, str]:
    return finding["message"], finding["fix"]


def _is_of_a_row_to_know(finding: dict[str, Any], files: set[str]) -> bool:
    """Whether it is told as a document without a file already."""
    return finding["file"] not in files and finding["severity"] == Severity.INFO


def _file(told: dict[str, Any], documents: dict[str, Document], said: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """A file, or a place in one, with the titles of its documents, the day on which it was saved, and what is told."""
    named = [(ref, documents.get(ref)) for ref in told["documents"]]
    whose = [(ref, one.title if one else "", one.where_to_look if one else "") for ref, one in named]
    saved = date.fromisoformat(told["saved"]) if told.get("saved") else None
    return told | {"name": told["file"].removeprefix(_FOLDER), "documents": whose, "day": saved, "said": said}


def _news(content: dict[str, Any]) -> str:
    told = content["evidence"]
    files, alone = told["files"], sum(not one["documents"] for one in told["files"])
    if told.get("asked"):
        return sentence(phrases.WORDS_STAND(len(told["places"])))
    if not files:
        return "No file of the evidence lies here yet"
    if alone:
        return sentence(phrases.FILES_OF_NO_DOCUMENT(alone, of=in_words(len(files))))
    return sentence(phrases.FILES_WITH_A_DOCUMENT(len(files)))
