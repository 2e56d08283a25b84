"""What the bench is asked about the evidence: the files at hand, words in them, and the information return."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.commands.engines import Engines
from engine.errors import UnnamedColumnError
from engine.progress import Progress
from engine.studio.jobs import ToldAsJson, Unnamed
from engine.studio.pile import USED, put_aside
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


@dataclass(frozen=True, slots=True)
class LookAtReturn:
    """Say what answers each item of the request, as `penholder return` does, and build nothing."""

    root: Path
    kind: str = "answers"

    def do(self, progress: Progress, _: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`, without a folder."""
        from engine.commands.return_answers import answers_now

        answers, _reading = answers_now(Workspace(self.root), progress)
        return ToldAsJson(answers.as_json())


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRequest:
    """Read a request and keep it, as `penholder return --request` does. columns: what each holds, and its heading.

    changed: when the file changed last, as the system has it, by which it is told from a later one of its name.
    """

    root: Path
    file: Path
    changed: int
    columns: tuple[tuple[str, str], ...] = ()
    kind: str = "request"

    def do(self, _: Progress, __: Engines) -> ToldAsJson | Unnamed:
        """What was read; or the headings to choose from, where none is known that says what is asked for."""
        from engine.commands.information_return import keep_request

        try:
            kept = keep_request(Workspace(self.root), self.file, dict(self.columns))
        except UnnamedColumnError as fault:
            return Unnamed(fault.message, fault.headings)
        put_aside(self.file, USED)
        return ToldAsJson(kept.as_json())


@dataclass(frozen=True, slots=True)
class BuildReturn:
    """Build the information return, as `penholder return` does."""

    root: Path
    kind: str = "return"

    def do(self, progress: Progress, _: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`."""
        from engine.commands.information_return import build_return

        return ToldAsJson(build_return(Workspace(self.root), progress).as_json())


@dataclass(frozen=True, slots=True)
class ProveReturn:
    """Prove the information return that stands, as `penholder verify outputs/return` does."""

    root: Path
    kind: str = "prove"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`. Raises UsageError where there is none."""
        from engine.commands.verify import prove_return

        return ToldAsJson(prove_return(Workspace(self.root)).as_json())
