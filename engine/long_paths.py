"""Paths that come near what Windows takes: told before they fail, since what fails then seems not to be there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath, PureWindowsPath

from engine.findings import Finding, Place, warning
from engine.phrases import nouns

LONGEST_INSIDE = 85
"""Characters of the longest path inside a workspace: a returned file under its hash."""
_LONG = 150
"""Characters of a workspace's own path from which it is told. A workbook in it comes near 218, the most Excel takes."""


def long_path(root: PurePath) -> tuple[str, str]:
    """What is wrong with the path of a workspace, and what to do; nothing where it is short, or not of Windows."""
    if not isinstance(root, PureWindowsPath) or len(str(root)) < _LONG:
        return "", ""
    message = (
        f"The path of this folder has {nouns.CHARACTER.figure(len(str(root)))}. With what lies in it, it comes near "
        "259, the most that Windows takes, and near 218, the most that Excel takes."
    )
    return message, r"Move the workspace to a shorter path, such as C:\Reports\Wenlow."


def long_path_findings(root: PurePath) -> Iterator[Finding]:
    """I-57 for a workspace whose path is long."""
    message, fix = long_path(root)
    if message:
        yield warning("I-57", Place("inputs"), message, fix)
