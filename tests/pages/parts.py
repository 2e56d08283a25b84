"""Everything in docs/ that is made, and not written."""

from __future__ import annotations

from tests.pages import command_page, field_tables, finding_tables, house_picture, licences
from tests.pages.marked import Part, WholeFile

PARTS: tuple[Part | WholeFile, ...] = (
    Part("docs/commands.md", "commands", command_page.commands),
    Part("docs/commands.md", "exit codes", command_page.exit_codes),
    Part("docs/findings.md", "findings", finding_tables.tables),
    WholeFile("docs/house.svg", "picture", house_picture.picture),
    Part("docs/licences.md", "licences", licences.tables),
    Part("docs/templates.md", "fields", field_tables.tables),
)
