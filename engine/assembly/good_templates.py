"""The last version of each template that worked: what a draft falls back on while the present one is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from engine import whole_file
from engine.findings import Finding, warning
from engine.foreign import limits
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.workspace import Workspace, house


class GoodTemplates:
    """Copies in outputs/.templates, so that everybody who works in the folder has the same ones.

    Each is put into place whole. Where they cannot be written, nothing is kept, and a broken template stops a draft.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.folder = workspace.outputs / ".templates"

    def keep(self, templates: Mapping[str, bytes]) -> None:
        """Keep templates, by file name, of which every document was made and proven."""
        for name, data in templates.items():
            if self._kept(name) != data:
                with suppress(OSError):
                    whole_file.replace(self.folder / name, data)

    def is_new(self, name: str) -> bool:
        """Whether a template that is not there never was: none of the council's own was built with."""
        if is_there(self.workspace.template(name)):
            return False
        return self._kept(name) in (None, whole(house() / "word_templates" / name, limits.FILE))

    def kept_of(self, names: Iterable[str]) -> dict[str, bytes]:
        """The kept versions of templates by file name, of those that any is kept of."""
        kept = {name: self._kept(name) for name in sorted(names)}
        return {name: data for name, data in kept.items() if data is not None}

    def stand_in_finding(self, name: str) -> Finding:
        """The warning that a draft was built with a kept version."""
        return warning(
            "M-11",
            self.workspace.place(self.workspace.template(name)),
            f"{name} is broken. This draft was built with its last version that worked, without what changed since.",
            "Mend what the errors say, and build again. A final edition is refused until then.",
        )

    def _kept(self, name: str) -> bytes | None:
        try:
            return whole(self.folder / name, limits.FILE)
        except RefusedFile:
            return None
