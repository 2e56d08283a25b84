"""The council's own fields as templates know them: their names and kinds, and which of them nothing prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.findings import Finding, error
from engine.sources.yaml_file import read_yaml
from engine.transcription.own_fields import own_kinds
from engine.workspace import Workspace


class OwnFields:
    """Those of a workspace, as far as its council.yaml can be read. names: each with its kind, in order."""

    def __init__(self, workspace: Workspace) -> None:
        path = workspace.inputs / "council.yaml"
        self._record = read_yaml(path, workspace.relative(path), "council")[0]
        self.names = own_kinds(self._record.values)

    def unprinted(self, printed: Collection[str]) -> Iterator[Finding]:
        """W-70 for each that is given and that no template prints."""
        for name, _ in self.names:
            if name not in printed:
                place = self._record.place("fields", self._rows().index(name))
                message = f'The field "{name}" of your own is given, and no template prints it.'
                yield error("W-70", place, message, f"Print own.{name} in a template, or take the field out.")

    def _rows(self) -> list[str]:
        rows = self._record.values["fields"]
        return [str(row.get("name", "")) if isinstance(row, dict) else "" for row in rows]
