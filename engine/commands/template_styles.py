"""Styles that the templates of a workspace lack, put into them from the house's, to be changed in Word."""

from __future__ import annotations

from dataclasses import dataclass

from engine.assembly.earlier_templates import replace_templates
from engine.assembly.template_gate import templates_of_its_own
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.templates.lent_styles import lend
from engine.templates.template import OPENING_FAULTS
from engine.word.package import Package
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AddedStyles:
    """What was done. added: the names of styles, by the template that got them. former: the folder that keeps the
    templates as they were, as the workspace names it; empty where nothing was added.
    """

    added: dict[str, tuple[str, ...]]
    former: str


def add_styles(workspace: Workspace) -> AddedStyles:
    """Put into every template the styles in which penholder writes and which it lacks. One that cannot be opened stays.

    The former templates are kept first, and all are replaced or none. Raises UsageError where they cannot be written.
    """
    added, changed = dict[str, tuple[str, ...]](), {}
    for name in templates_of_its_own(workspace):
        path = workspace.template(name)
        try:
            package = Package.of_template(whole(path, limits.FILE))
            lent = lend(package)
        except (RefusedFile, *OPENING_FAULTS):
            continue  # the check says what is wrong with it
        if lent:
            added[name], changed[path] = tuple(lent.values()), package.write()
    former = workspace.relative(replace_templates(workspace, changed)) if changed else ""
    return AddedStyles(added, former)
