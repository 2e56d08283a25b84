"""Which editions were built, and when: a line each in outputs/, below those that stand there. None is changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from engine import whole_file
from engine.clock import in_utc, moment, now
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.edition import Edition
from engine.own_json import DAMAGED
from engine.workspace import Workspace

_NAME = ".built.jsonl"


@dataclass(frozen=True, slots=True)
class LoggedBuild:
    """An edition that was put in its place. at: when, in UTC. pages: of its report; 0 without a PDF."""

    edition: Edition
    at: datetime
    pages: int


def log_build(workspace: Workspace, edition: Edition, pages: int) -> None:
    """Add a line. An edition that stands is none the worse where it cannot be added."""
    line = json.dumps({"at": in_utc(now()), "edition": edition.value, "pages": pages})
    with suppress(OSError):
        whole_file.append(workspace.outputs / _NAME, f"{line}\n".encode())


def logged_builds(workspace: Workspace) -> Iterator[LoggedBuild]:
    """Every build that was logged, in order; what is no line of ours is passed over."""
    with suppress(RefusedFile):
        for line in whole(workspace.outputs / _NAME, limits.FILE).split(b"\n"):
            with suppress(*DAMAGED):
                told = json.loads(line)
                yield LoggedBuild(Edition(told["edition"]), moment(told["at"]), int(told["pages"]))
