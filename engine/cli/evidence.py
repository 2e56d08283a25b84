"""penholder evidence: the files at hand, and where words stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.cli.options import format_option, workspace_at, workspace_option
from engine.escapes import escaped
from engine.findings import Severity
from engine.phrases import nouns

if TYPE_CHECKING:  # loaded when evidence is asked for
    from pathlib import Path

    from engine.commands.evidence import EvidenceAtHand, EvidenceFile, PlaceOfWords


@click.command()
@workspace_option
@format_option
@click.argument("words", nargs=-1)
def evidence(root: Path, form: str, words: tuple[str, ...]) -> None:
    """List the files in inputs/evidence/, or say where WORDS stand in them.

    A file is a document's when its name begins with its reference (D-014 ...), when its row names it under Where to
    look, or when it is called as its title. Told are its pages and the day it was saved, as far as it says so, and
    what no row names, what is named and missing, and what could be one of several.

    With WORDS, the pages, sheets and sections where all of them stand, the best first, to write into Where to look;
    words in quotation marks follow one another. Words are looked for in PDF, Word, Excel, .txt and .csv, on this
    machine alone.
    """
    from engine.commands.evidence import evidence_at_hand

    result = evidence_at_hand(workspace_at(root), words, show.progress(quiet=form == "json"))
    if form == "json":
        show.as_json(result.as_json())
        return
    for line in (*(_found(result) if words else _listed(result)), *_told(result)):
        click.echo(escaped(line))


def _listed(result: EvidenceAtHand) -> Iterator[str]:
    for whose, files in groupby(result.files, _whose):
        yield whose or "Of no document of the library"
        for file in files:
            yield f"    {_name(file)}  ({_about(file)})" if _about(file) else f"    {_name(file)}"
    if result.files:
        yield ""
    yield f"{nouns.FILE.figure(len(result.files))} in inputs/evidence/."
    yield f"{nouns.DOCUMENT.figure(len(result.without_file))} in place without a file there."


def _found(result: EvidenceAtHand) -> Iterator[str]:
    for place in result.places:
        yield f"{_name(place.file)}, {place.where}"
        yield f"    {_whose(place.file) or 'Of no document of the library'}"
        yield from _already(place)
        yield f"    {place.excerpt}"
        yield ""
    yield f"{nouns.PLACE.figure(len(result.places))} where all of this stands: {', '.join(result.asked)}."
    if result.places:
        yield "Write the one that shows it best into Where to look, in inputs/evidence.xlsx."
    else:
        yield "Try fewer words, or others."


def _already(place: PlaceOfWords) -> Iterator[str]:
    for document in place.file.documents:
        if document.where_to_look:
            yield f"    Where to look says now: {document.where_to_look}"


def _told(result: EvidenceAtHand) -> Iterator[str]:
    findings = [finding for finding in result.findings if finding.severity is not Severity.INFO]  # the list says those
    if findings:
        yield ""
    for finding in findings:
        yield f"  {finding.code}  {finding.place.file}  {finding.place.where}".rstrip()
        yield f"        {finding.message}"
        yield f"        {finding.fix}"


def _whose(file: EvidenceFile) -> str:
    return "; ".join(f"{document.ref}  {document.title}" for document in file.documents)


def _name(file: EvidenceFile) -> str:
    return file.file.place.file.removeprefix("inputs/evidence/")


def _about(file: EvidenceFile) -> str:
    from engine.plain_words import long_date  # every command loads this module, and this one alone needs that

    text = file.text
    if text is None:
        return "cannot be read"
    said = (
        nouns.PAGE.figure(text.pages) if text.pages else "",
        nouns.SHEET.figure(text.sheets) if text.sheets else "",
        f"saved {long_date(text.saved)}" if text.saved else "",
        "" if text.is_searched and text.has_words else "no words that a search finds",
        "searched in part" if text.is_cut else "",
    )
    return ", ".join(filter(None, said))
