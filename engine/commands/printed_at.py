"""The page of an edition on which what a finding is about begins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from engine.findings import Finding
from engine.model.edition import Edition
from engine.model.manifest import OutputEntry
from engine.publishing.manifest import read_manifest
from engine.workspace import Workspace

_SECTION_OF = {
    ("inputs/narrative/overview.docx", ""): "section_a",
    ("inputs/endorsements.xlsx", ""): "section_c",
    ("inputs/evidence.xlsx", "Library"): "section_d",
    ("inputs/evidence.xlsx", ""): "section_e",
}
"""The section of the report in which is printed what stands in a file, or on a sheet of it."""
_READ = (Edition.DRAFT, Edition.FINAL)
"""The editions in which findings are looked for, the first that is there."""


@dataclass(frozen=True, slots=True)
class PrintedAt:
    """Where something is printed. section: the id of the statement or theme, or the name of the section of the report.

    page: from 1, on which that section begins; what the finding is about may stand further on.
    """

    edition: str
    document: str
    section: str
    page: int

    def as_json(self) -> dict[str, Any]:
        """As `check --format json` tells it."""
        return {"edition": self.edition, "document": self.document, "section": self.section, "page": self.page}


class PrintedPages:
    """What an edition that stands tells of its pages."""

    def __init__(self, edition: str, outputs: dict[str, OutputEntry]) -> None:
        self.edition = edition
        self._sections = {name: entry.sections for name, entry in outputs.items() if entry.sections}

    @classmethod
    def of(cls, workspace: Workspace, editions: tuple[str, ...] = _READ) -> PrintedPages:
        """Those of the first of these editions that tells of its pages; of none where no edition does."""
        for edition in editions:
            manifest = read_manifest(workspace.outputs / edition)
            if manifest and any(entry.sections for entry in manifest.outputs.values()):
                return cls(str(edition), dict(manifest.outputs))
        return cls("", {})

    def of_finding(self, finding: Finding) -> PrintedAt | None:
        """Where what a finding is about begins; None where it is printed nowhere, or no PDF tells."""
        file, sheet = finding.place.file, finding.place.where.partition("!")[0]
        form = PurePosixPath(file).stem if file.startswith("inputs/narrative/") else ""
        of_file = _SECTION_OF.get((file, sheet)) or _SECTION_OF.get((file, ""), "")
        for section in (form, of_file, finding.about, finding.about.partition(".")[0]):
            for document, pages in self._sections.items():
                if section and section in pages:
                    return PrintedAt(self.edition, document, section, pages[section])
        return None
