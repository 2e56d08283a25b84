"""The fields that a council may leave out of its report, by every name that people know them under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from engine.model.left_out import names_that_may_be_left_out
from engine.templates.field_list import known_fields
from engine.templates.kinds import TemplateKind

_TYPED = re.compile(r"\{\{[rp]? ([\w.]+) \}\}")


@cache
def fields_of_the_report() -> tuple[tuple[str, str], ...]:
    """Pairs of a name and a way to write it: overview.risks.owner, and risk.owner as it is typed in a template."""
    names = names_that_may_be_left_out()
    typed = [(name, written) for name, written in _typed() if name in names]
    often = Counter(written for _, written in typed)
    return (*((name, name) for name in names), *(pair for pair in typed if often[pair[1]] == 1))


def _typed() -> Iterator[tuple[str, str]]:
    for path, field in known_fields(TemplateKind.REPORT).items():
        match = _TYPED.search(field.written)
        name = path.replace("themes[].statements[]", "statements[]").replace("[]", "")
        if match and not path.startswith("themes[].statements[]"):
            yield name, match[1]
