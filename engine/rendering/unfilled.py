"""References of a template that lead nowhere in a document, so that nothing can be filled in."""

from __future__ import annotations

from collections.abc import Collection

from engine.findings import Finding, Place, warning


def said_of_unfilled(codes: Collection[str], template: Place) -> list[Finding]:
    """W-57, once for all fields of a document. codes: as they are typed."""
    if not codes:
        return []
    listed = ", ".join(dict.fromkeys(codes))
    message = f"Fields that lead to nothing in the document show what they show in the template: {listed}."
    fix = "Put the bookmark or the heading back that they name, or write the words in their place."
    return [warning("W-57", template, message, fix)]
