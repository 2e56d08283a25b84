"""What changed between the text that was verified and the text as it is now, for people to read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

_WORDS = re.compile(r"\s+|[^\s]+")


def redline(verified: Sequence[str], present: Sequence[str]) -> tuple[str, ...]:
    """The lines that differ: [-taken out-] and {+put in+} within a line, as `git diff --word-diff` writes them."""
    return tuple(_changes(verified, present))


def _changes(verified: Sequence[str], present: Sequence[str]) -> Iterator[str]:
    lines = difflib.SequenceMatcher(None, verified, present, autojunk=False)
    for what, low, high, from_, to in lines.get_opcodes():
        old, new = verified[low:high], present[from_:to]
        if what == "replace" and len(old) == len(new):
            yield from (_within(before, after) for before, after in zip(old, new, strict=True))
        elif what != "equal":
            yield from (f"[-{line}-]" for line in old)
            yield from (f"{{+{line}+}}" for line in new)


def _within(before: str, after: str) -> str:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts = []
    for what, low, high, from_, to in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[low:high]), "".join(new[from_:to])
        if what == "equal":
            parts.append(gone)
        else:
            parts.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(parts)
