"""What an earlier penholder did not take into a framework file, told once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.findings import Finding, info
from engine.framework.catalogue import place_of
from engine.model.framework import Framework


def lacking_texts(framework: Framework, file: Path) -> Iterator[Finding]:
    """I-38 where a framework has no pages on themes, hints on sections or words of tips; forms go without them."""
    sections = (framework.overview_section, framework.theme_section)
    lacking = [
        name
        for name, there in (
            ("pages on the themes", any(theme.covers or theme.points for theme in framework.themes)),
            ("hints on Sections A and B", any(line for section in sections for line in section.lines())),
            ("the words of the tips", any(tip.text for tip in framework.top_tips)),
        )
        if not there
    ]
    if lacking:
        message = f"Made by an earlier penholder: it has no {', no '.join(lacking)}. Forms and briefs go without."
        fix = (
            "Import the workbook again: penholder framework import FILE."
            if framework.official_parts
            else "To have them, put the file of the house in its place, from a new workspace (penholder new)."
        )
        yield info("I-38", place_of(file), message, fix)
