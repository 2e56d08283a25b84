"""The workspaces that were opened last, to be opened again by a click. Nothing but their places is kept."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from engine.cache import store_of
from engine.workspace import Workspace

_NAME = "recent"
_MOST = 6


def recent() -> tuple[Path, ...]:
    """Those that are still there, the last one first."""
    held = store_of("studio").take(_NAME)
    listed = json.loads(held) if held else []
    with suppress(OSError):
        return tuple(path for path in map(Path, listed) if (path / "inputs").is_dir())
    return ()


def remember(workspace: Workspace) -> None:
    """Put one at the top."""
    others = [path for path in recent() if path != workspace.root]
    store_of("studio").put(_NAME, json.dumps([str(path) for path in (workspace.root, *others)][:_MOST]).encode())
