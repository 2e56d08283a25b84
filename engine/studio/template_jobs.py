"""What the bench is asked about the Word templates: what is wrong with each, how it looks, what it may say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cache import scratch
from engine.commands.engines import Engines
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.progress import Progress
from engine.studio.jobs import ToldAsJson, WithBytes
from engine.studio.pile import USED, put_aside
from engine.workspace import Workspace

if TYPE_CHECKING:  # the server knows what is shown without loading what makes it
    from engine.commands.beside import PageBeside


@dataclass(frozen=True, slots=True)
class CheckTemplates:
    """Say all that is wrong with each template, as `penholder template check` does."""

    root: Path
    kind: str = "templates"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`, and every template with whether it is the workspace's own."""
        from engine.commands.template_check import check_templates, templates_in_use

        workspace = Workspace(self.root)
        return ToldAsJson(check_templates(workspace).as_json() | {"in_use": templates_in_use(workspace)})


@dataclass(frozen=True, slots=True)
class ShowTemplate:
    """Draw the page on which a template has changed, as `penholder template preview` lays it out."""

    root: Path
    name: str
    kind: str = "template page"

    def do(self, _: Progress, engines: Engines) -> WithBytes:
        """The picture, and which page it is. Raises TemplateError with every finding where nothing can be shown."""
        seen = _beside(self.root, engines).look(Workspace(self.root).template_or_house(self.name))
        return WithBytes(seen.as_json(), seen.picture)


@dataclass(frozen=True, slots=True)
class ShowWholeTemplate:
    """Draw the same page once more, where it was drawn of the chapters that had changed. A newer look stops it."""

    root: Path
    name: str
    kind: str = "whole template page"

    def do(self, progress: Progress, engines: Engines) -> WithBytes:
        """As ShowTemplate has it."""
        file = Workspace(self.root).template_or_house(self.name)
        seen = _beside(self.root, engines).whole(file, progress.stop_if_wished)
        return WithBytes(seen.as_json(), seen.picture)


def _beside(root: Path, engines: Engines) -> PageBeside:
    from engine.commands.beside import PageBeside

    return engines.kept(("beside", root), lambda: PageBeside(Workspace(root)))


@dataclass(frozen=True, slots=True)
class AddStyles:
    """Put the styles that templates lack into them, as `penholder template check --add-styles` does."""

    root: Path
    kind: str = "styles"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """The styles by template, and where the former templates are. Raises UsageError as it does."""
        from engine.commands.template_styles import add_styles

        added = add_styles(Workspace(self.root))
        return ToldAsJson({"added": added.added, "former": added.former})


@dataclass(frozen=True, slots=True)
class ApplyBrand:
    """Put the council's colours and fonts into the templates, as `penholder template brand` does."""

    root: Path
    kind: str = "brand"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`. Raises InputError with every finding as it does."""
        from engine.commands.brand import apply_brand

        return ToldAsJson(apply_brand(Workspace(self.root), None).as_json())


@dataclass(frozen=True, slots=True)
class LookAtTemplate:
    """Say which template a file is that came, and what is wrong with it, as `penholder template check FILE` does."""

    root: Path
    file: Path
    changed: int
    kind: str = "template came"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """Its name, its SHA-256, and what the check says of it. Raises UsageError where it is no Word file."""
        from engine.commands.template_put import look_at_template
        from engine.findings import findings_json

        came = look_at_template(Workspace(self.root), self.file)
        return ToldAsJson(findings_json(came.findings, template=came.kind, sha256=came.digest))


@dataclass(frozen=True, slots=True, kw_only=True)
class PutTemplate:
    """Put a file that came in the place of a template. seen: the SHA-256 of what was looked at."""

    root: Path
    file: Path
    name: str
    seen: str
    kind: str = "put template"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """Where the former templates are. Raises UsageError where it cannot be put there."""
        from engine.commands.template_put import put_template

        former = put_template(Workspace(self.root), self.file, self.name, self.seen)
        put_aside(self.file, USED)
        return ToldAsJson({"put": self.name, "former": former})


@dataclass(frozen=True, slots=True)
class ListFields:
    """List every field that templates may use, as `penholder template fields` does."""

    root: Path
    kind: str = "fields"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`."""
        from engine.commands.template_fields import FieldGuide

        return ToldAsJson(FieldGuide(Workspace(self.root)).as_json())


@dataclass(frozen=True, slots=True)
class WriteGuide:
    """Write the guide for template editors as a Word document, as `penholder template fields --out` does."""

    root: Path
    kind: str = "fields"

    def do(self, _: Progress, __: Engines) -> WithBytes:
        """The document."""
        from engine.commands.template_fields import FieldGuide, write_guide

        with scratch() as folder:
            path = folder / "guide.docx"
            write_guide(path, FieldGuide(Workspace(self.root)))
            return WithBytes({}, whole(path, limits.FILE))


@dataclass(frozen=True, slots=True)
class Annotate:
    """Write a comment at each fault of a template, as `penholder template check --annotate` does, into a copy."""

    root: Path
    name: str
    kind: str = "templates"

    def do(self, _: Progress, __: Engines) -> WithBytes | ToldAsJson:
        """The copy with its name; nothing where nothing is wrong, or the file cannot be opened."""
        from engine.commands.template_check import check_templates, write_copies

        workspace = Workspace(self.root)
        checked = check_templates(workspace, (workspace.template(self.name),))
        with scratch() as folder:
            for path in write_copies(checked, folder):
                return WithBytes({"name": path.name}, whole(path, limits.FILE))
        return ToldAsJson({})
