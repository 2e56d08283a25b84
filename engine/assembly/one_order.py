"""What whoever builds again and again has at hand, so that the parts of an edition come one after the other at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.assembly.reading import Reading, read_for
from engine.model.edition import Edition
from engine.model.manifest import Sources
from engine.pdf.chapterwise import Chapterwise
from engine.progress import Progress
from engine.publishing.source_hashes import fingerprints
from engine.workspace import Workspace


@dataclass
class OneOrder:
    """For the parts of one order. chapterwise: of who wants reports at once; None where nobody does."""

    chapterwise: Chapterwise | None = None
    _read: list[tuple[Sources, Reading]] = field(default_factory=list)

    def reading(self, edition: Edition, workspace: Workspace, progress: Progress) -> Reading:
        """What the readers of the edition may see: read once for all parts, and anew where a source is another.

        Raises InputError as read_for does.
        """
        for sources, known in self._read:
            if fingerprints(workspace) == sources:
                return known
        made = read_for(edition, workspace, progress)
        self._read[:] = [(made.sources, made)]
        return made
