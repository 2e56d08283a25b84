"""A look at a file of the evidence before it is sent: its size, whether it opens, and signs of personal data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.assessment.personal import personal_data
from engine.findings import Finding, Place, warning
from engine.foreign.limits import MB
from engine.foreign.refusal import RefusedFile
from engine.sources.lines_of_files import lines_of


def file_findings(path: Path, place: Place, size: int, largest: int) -> Iterator[Finding]:
    """N-05, N-06 and N-07. size, largest: in bytes."""
    from engine.pdf.evidence_text import pdf_lines  # takes a while to load

    if size > largest:
        message = f"The file has {size // MB} MB; more than {largest // MB} MB may not be taken."
        yield warning("N-05", place, message, "Save it smaller, or ask how to send it.")
    try:
        signs = {what for line in lines_of(path, pdf_lines) for what, _ in personal_data(line)}
    except RefusedFile as refused:
        yield warning("N-06", place, *refused.reason)
    except Exception:  # of a damaged part, libraries let through whatever their own code raises
        yield warning("N-06", place, "The file is damaged, so nobody can read it.", "Save it again, and put it back.")
    else:
        if signs:
            message = f"There are signs of personal data in it: {', '.join(sorted(signs))}."
            yield warning("N-07", place, message, "Look at it, and take out what may not be sent.")
