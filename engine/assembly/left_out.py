"""What is said of templates, but for the fields that the council leaves out of its report on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.finding_kinds import Trait, has
from engine.findings import Finding
from engine.model.left_out import is_left_out
from engine.model.vocabulary import Vocabulary
from engine.sources.yaml_file import read_yaml
from engine.templates.kinds import TemplateKind, kind_named
from engine.validation.fields_of_the_report import fields_of_the_report
from engine.workspace import Workspace

_KIND = "field of the report"


def left_out(workspace: Workspace) -> tuple[str, ...]:
    """The names under leave_out in the council.yaml of a workspace, as far as it can be read."""
    path = workspace.inputs / "council.yaml"
    named = read_yaml(path, workspace.relative(path), "council")[0].values.get("leave_out")
    words = Vocabulary({}).with_kind(_KIND, fields_of_the_report())
    found = (words.find(_KIND, name) for name in (named if isinstance(named, list) else ()) if isinstance(name, str))
    return tuple(dict.fromkeys(name for name in found if name))


def but_for(names: Iterable[str]) -> Callable[[Finding], bool]:
    """Says whether a finding stands although a council leaves these fields out of its report."""
    known = tuple(names)

    def stands(finding: Finding) -> bool:
        is_of_the_report = kind_named(finding.place.file) == TemplateKind.REPORT
        return not (is_of_the_report and has(finding, Trait.ABOUT_A_FIELD) and is_left_out(finding.named, known))

    return stands
