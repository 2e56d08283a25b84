"""What the second look at the PDFs found, as findings; and the refusal of an edition whose PDFs cannot be relied on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.assembly.finishing import Finished
from engine.errors import ConversionError
from engine.findings import Finding, Place, error
from engine.model.edition import Edition
from engine.pdf.second_look.flaws import ClaimDoubt, Mended
from engine.phrases import nouns, sentences

_FIXES = {
    Mended.BY_ANOTHER_FONT: "Install a font that has it, or write the character in another way, and build again.",
    Mended.IN_THE_TEMPLATE: "Put it right in the Word template or the form it comes from, and build again.",
    Mended.BY_ANOTHER_OFFICE: (
        "Build with a LibreOffice that penholder was tried with (penholder doctor names them), and tell whoever looks "
        "after penholder which one did this."
    ),
}


def doubt_findings(documents: Sequence[Finished], edition: Edition) -> list[Finding]:
    """A finding for each flaw of each PDF."""
    return [_finding(doubt, f"outputs/{edition}/{one.name}.pdf") for one in documents for doubt in one.doubts]


def refuse_doubts(documents: Sequence[Finished], edition: Edition) -> None:
    """Raise ConversionError where a PDF of an edition that people rely on is not what it has to be."""
    found = doubt_findings(documents, edition)
    if found and not edition.is_draft:
        files = list(dict.fromkeys(finding.place.file.rpartition("/")[2] for finding in found))
        raise ConversionError(
            f"The {edition} edition was not built: {' and '.join(_some(files))} would not be fit for screen readers "
            "and archives.",
            found,
        )


def _some(files: Sequence[str]) -> Iterator[str]:
    """The first names, and how many more there are."""
    yield from files[:2]
    if len(files) > 2:
        yield sentences.NOT_SHOWN(len(files) - 2)


def _finding(doubt: ClaimDoubt, file: str) -> Finding:
    lost = " or ".join(sorted(doubt.flaw.breaks, reverse=True))
    often = f" ({nouns.TIME.figure(doubt.times)})" if doubt.times > 1 else ""
    message = f"The PDF does not claim to be {lost}, for {doubt.flaw}{often}."
    return error("P-03", Place(file, f"page {doubt.page}" if doubt.page else ""), message, _FIXES[doubt.flaw.mended])
