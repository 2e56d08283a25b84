"""`penholder framework show`: the catalogue in use, counted and in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.framework.catalogue import PARTS, framework_file, load_framework
from engine.framework.listing import framework_json
from engine.model.framework import Framework
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FrameworkInUse:
    """The catalogue that a workspace uses."""

    framework: Framework

    @property
    def official(self) -> str:
        """Which parts are worded as published: yes, no, or their names."""
        return official_wording(self.framework)

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return framework_json(self.framework)


def show_framework(workspace: Workspace) -> FrameworkInUse:
    """Read the catalogue in use. Raises InputError where it is none."""
    return FrameworkInUse(load_framework(framework_file(workspace)))


def official_wording(framework: Framework) -> str:
    """Which parts of a framework are worded as published: yes, no, or their names."""
    return "yes" if framework.official_parts == PARTS else ", ".join(framework.official_parts) or "no"
