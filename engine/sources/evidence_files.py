"""The files themselves that lie in inputs/evidence/."""

from __future__ import annotations

from engine.findings import Finding, warning
from engine.foreign.folder import Unlisted, everything_in, refuse_leading_out
from engine.foreign.plain_file import is_plain
from engine.foreign.refusal import RefusedFile
from engine.left_over import is_of_people
from engine.model.evidence_files import FileAtHand, FilesAtHand
from engine.workspace import Workspace

FOLDER = "evidence"


def files_at_hand(workspace: Workspace) -> FilesAtHand:
    """Every file that lies in inputs/evidence/ and its folders, in the order of their paths. None of them is opened.

    N-06 tells what lies there and is not opened: what a link leads to from outside, and a folder nobody may list.
    """
    folder = workspace.inputs / FOLDER
    files: list[FileAtHand] = []
    findings: list[Finding] = []
    for path in everything_in(folder):
        if isinstance(path, Unlisted):
            findings.append(warning("N-06", workspace.place(path.path), *path.refusal.reason))
        elif is_plain(path) and is_of_people(path.name):
            place = workspace.place(path)
            try:
                refuse_leading_out(workspace, path)
            except RefusedFile as refused:
                findings.append(warning("N-06", place, *refused.reason))
            else:
                files.append(FileAtHand(path, path.relative_to(folder).as_posix(), place))
    return FilesAtHand(tuple(sorted(files, key=lambda file: file.path)), tuple(findings))
