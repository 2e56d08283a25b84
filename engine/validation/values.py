"""The kinds of value that schemas speak of beside Cerberus' own, and how a typed value becomes one."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any, ClassVar

from cerberus import TypeDefinition, Validator
from cerberus.errors import REGEX_MISMATCH, ErrorDefinition

from engine.links import LinkKind, read_link
from engine.model.story import Paragraph
from engine.plain_words import listed, long_date

_DATE_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_YES = {"yes", "y", "true", "x", "✓", "✔", "1"}
_NO = {"no", "n", "false", "0"}


UNKNOWN = ErrorDefinition(0x1001, "known")
"""A name that the vocabulary does not have; the kind of name is the error's first info."""
UNKNOWN_ENTRY = ErrorDefinition(0x1002, "known_each")
"""The same of an entry of a list in a cell, which is the error's second info."""


class Checks(Validator):  # type: ignore[misc]
    """Cerberus with our types (story, inline), our coercions, the rule `known`, and `known_each` for a list in a cell.

    Takes the Vocabulary of names by the keyword vocabulary. A kind of name that it does not have is not checked.
    """

    types_mapping: ClassVar[dict[str, TypeDefinition]] = {
        **Validator.types_mapping,
        "story": TypeDefinition("story", (tuple,), ()),
        "inline": TypeDefinition("inline", (Paragraph,), ()),
    }

    def _validate_regex(self, pattern: str, field: str, value: Any) -> None:
        """{'type': 'string'}"""
        if isinstance(value, str) and not re.fullmatch(pattern.removesuffix("$"), value, re.ASCII):
            self._error(field, REGEX_MISMATCH)  # digits of other scripts look like an id, and are none

    def _validate_known(self, kind: str, field: str, value: Any) -> None:
        """{'type': 'string'}"""
        words = self._config["vocabulary"]
        if value and kind in words.kinds and words.find(kind, str(value)) is None:
            self._error(field, UNKNOWN, kind)

    def _validate_known_each(self, kind: str, field: str, value: Any) -> None:
        """{'type': 'string'}"""
        words = self._config["vocabulary"]
        for entry in listed(str(value)) if kind in words.kinds else ():
            if words.find(kind, entry) is None:
                self._error(field, UNKNOWN_ENTRY, kind, entry)

    def _normalize_coerce_text(self, value: Any) -> str:
        if isinstance(value, date):
            return long_date(value)
        return value.text if isinstance(value, Paragraph) else str(value)

    def _normalize_coerce_date(self, value: Any) -> date:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", " ".join(str(value).split()))
        for form in _DATE_FORMS:
            with suppress(ValueError):
                return datetime.strptime(words, form).date()
        with suppress(ValueError):
            return datetime.fromisoformat(words).date()
        raise ValueError("is not a date")

    def _normalize_coerce_yes_or_no(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        word = str(value).strip().casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise ValueError("is neither Yes nor No")

    def _normalize_coerce_link(self, value: Any) -> str:
        """A web address as links.read_link frees and encodes it."""
        if not str(value).strip():
            return ""
        link = read_link(str(value))
        if link.has_login:
            raise ValueError("holds a name or a password")
        if not link.address or link.kind is LinkKind.EMAIL:
            raise ValueError(f"is {link.kind}")
        return link.address
