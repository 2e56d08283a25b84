"""A new workspace: templates, schemas, and either blank forms or the sample council's inputs."""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.commands.forms import issue_forms
from engine.errors import UsageError
from engine.foreign.folder import holds_something
from engine.foreign.plain_file import is_there
from engine.system_words import in_words
from engine.workspace import Workspace, house, package


def scaffold(folder: Path, sample: bool) -> None:
    """Make the workspace. Raises UsageError where the folder holds something already: nothing is ever overwritten."""
    try:
        if is_there(folder) and (not folder.is_dir() or holds_something(folder)):
            raise UsageError(f"{folder} is not empty. Name a new folder; nothing was changed.")
        for name in ("word_templates", "data_schemas", *(("inputs",) if sample else ())):
            shutil.copytree(house() / name, folder / name, ignore=shutil.ignore_patterns("~$*", ".*"))
        (folder / "outputs").mkdir()
        if not sample:
            workspace = Workspace(folder)
            workspace.inputs.mkdir()
            shutil.copy(package() / "forms" / "council.yaml", workspace.inputs / "council.yaml")
            issue_forms(workspace, workspace.inputs)
    except OSError as fault:
        raise UsageError(f"{folder} cannot be written ({in_words(fault)}).") from fault
