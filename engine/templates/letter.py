"""Letters as plain text: the tag language of the Word templates, in a file that any editor opens."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jinja2 import Template
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables

from engine.templates.environment import TemplateEnvironment, no_field

_FAULTS = (TemplateError, ArithmeticError, TypeError, ValueError)


class LetterError(Exception):
    """Why a letter cannot be written. line: where in its template, from 1; 0 where nobody can tell."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class LetterTemplate:
    """A template of a letter, tried once with every field it may use, so that it does not fail when it is needed."""

    def __init__(self, source: str, fields: Collection[str]) -> None:
        """Raises LetterError where a tag cannot be used, or names a field there is none of."""
        self._environment = TemplateEnvironment()
        self._environment.autoescape = False  # plain text has no markup that a name could be taken for
        try:
            tree = self._environment.read(source)
            unknown = sorted(find_undeclared_variables(tree) - set(fields))
            self._template: Template = self._environment.from_string(tree)
        except TemplateSyntaxError as fault:
            raise LetterError(fault.message or "a tag cannot be used", fault.lineno) from fault
        except _FAULTS as fault:
            raise LetterError(str(fault)) from fault
        if unknown:
            raise LetterError(no_field(unknown[0], fields))
        self.written([dict.fromkeys(fields, "…"), dict.fromkeys(fields, "")])

    def written(self, views: Sequence[Mapping[str, Any]]) -> list[str]:
        """A letter for each view, which must have every field. Raises LetterError."""
        self._environment.begin()
        try:
            return [self._template.render(view).strip() + "\n" for view in views]
        except _FAULTS as fault:
            raise LetterError(str(fault)) from fault
