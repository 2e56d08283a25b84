"""What the bench is asked about the evidence: the files at hand, and where words stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.commands.engines import Engines
from engine.progress import Progress
from engine.studio.jobs import ToldAsJson
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LookAtEvidence:
    """List the files of the evidence, as `penholder evidence` does. words: what is looked for in them; may be none."""

    root: Path
    words: tuple[str, ...] = ()
    kind: str = "evidence"

    def do(self, progress: Progress, _: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`. Raises UsageError where nothing can be looked for."""
        from engine.commands.evidence import evidence_at_hand

        return ToldAsJson(evidence_at_hand(Workspace(self.root), self.words, progress).as_json())
