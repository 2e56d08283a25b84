"""The framework as the JSON of the contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from engine.model.framework import Framework, LibraryRow, QualityStatement


def framework_json(framework: Framework) -> dict[str, Any]:
    """Everything a script may want to know of a framework."""
    return {
        "version": framework.version,
        "themes": [
            {"id": theme.id, "name": theme.name, "statements": [_statement(s) for s in theme.statements]}
            for theme in framework.themes
        ],
        "ratings": [rating.name for rating in framework.ratings],
        "library": [_row(row) for row in framework.library],
        "roles": [asdict(role) for role in framework.roles],
        "sources": [asdict(source) for source in framework.sources],
        "official_wording": framework.official_wording,
    }


def _statement(statement: QualityStatement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "name": statement.name,
        "quality_statement": statement.text,
        "items": [{"id": item.id, "text": item.text} for item in statement.items],
        "blocks": [
            {"id": block.id, "title": block.title, "prompts": list(block.prompts), "data": list(block.data)}
            for block in statement.blocks
        ],
    }


def _row(row: LibraryRow) -> dict[str, Any]:
    return asdict(row) | {"statement": row.statement or None, "document_types": list(row.document_types)}
