"""A starter of a template: a plain Word file with every field in place."""

from __future__ import annotations

from pathlib import Path

from engine import whole_file
from engine.errors import UsageError
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.forms.starter import starter
from engine.system_words import in_words
from engine.templates.field_list import field_list
from engine.templates.kinds import TemplateKind, kind_named
from engine.workspace import Workspace, house


def write_starter(path: Path) -> TemplateKind:
    """Write a starter, and say which template it is one of: its name tells.

    Raises UsageError where the name tells nothing, where something is there already, and where it cannot be written.
    """
    kind = kind_named(path.name)
    if kind is None or path.suffix.lower() != ".docx":
        names = ", ".join(one.removesuffix(".docx") for one in TemplateKind)
        raise UsageError(
            f"{path.name} does not say which template it is to be. Begin its name with one of these: {names}; "
            'and end it with .docx, as in "report of ours.docx".'
        )
    copy = whole(Workspace(house()).template(kind), limits.FILE)
    try:
        whole_file.create(path, starter(kind, copy, field_list()))
    except FileExistsError as fault:
        raise UsageError(f"{path} is there already. Name a new file; nothing was changed.") from fault
    except OSError as fault:
        raise UsageError(f"{path} cannot be written ({in_words(fault)}).") from fault
    return kind
