"""Values, texts and changes that are odd in themselves, whatever file they stand in. The same for the same dice."""

from __future__ import annotations

import random
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

TEXTS = (
    "", " ", "-1", "0", "017", "1:30", "0x1F", "1e999", "nan", "-inf", "99999999999999999999", "true", "~", "x" * 5000,
    "{{ 7*7 }}", "{% for x in y %}", "{#", "<w:p>", "]]>", "=cmd|' /C calc'!A0", "+1", "@x", "../../x", "/dev/zero",
    "C:\\x", "CON", "a\x00b", "\x1b[31mred\x1b]0;t\x07", "\ud800", "\u202e12, 41\u2066", "\u200b\ufeff", "\ufdd0",
    "\U000e0041\U000e007f", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "می‌خواهم", "\u2028\u2029", "ſtraße ŉ İ",
    "https://[::1", "http://a:b@c:999999/%2520", "javascript:x", "[D-999]", "[D-014, [E-]]", "TBC", "Figure 1:",
    "2026-02-30", "0000-00-00", "10000-01-01", "14 March 2026", "07700 900123", "_x0000_", "&#0;", "[$" * 300,
    "a?" * 30 + "a" * 30, "((((((a)*)*)*)*)*", "[", "\\", "%s%n", "ÃÂ©â€™", "“It’s”",
    "Strongly agree", "equity", "leaders",
)  # fmt: skip
"""What shells, parsers, terminals, spreadsheets and patterns have fallen over."""

_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.sampled_from(TEXTS),
    st.text(max_size=40),
)
VALUES = st.recursive(
    _leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)),
    max_leaves=12,
)
"""Anything a YAML or JSON file can hold."""


def drawn(strategy: st.SearchStrategy[Any], from_seed: int, count: int) -> list[Any]:
    """So many values of a strategy, the same for the same seed.

    Hypothesis would draw some of them from the constants of the modules that are loaded, which are others each time.
    """
    made: list[Any] = []

    @seed(from_seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: Any) -> None:
        made.append(value)

    with mock.patch.object(providers, "_get_local_constants", Constants):
        providers.CONSTANTS_CACHE.cache.clear()
        collect()
    return made


def damaged_bytes(data: bytes, dice: random.Random) -> bytes:
    """Bytes changed, cut out, doubled, moved, or numbers among them replaced; sometimes the end is missing."""
    made = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        at, length = dice.randrange(len(made) + 1), dice.choice((1, 2, 4, 16, 400))
        kind = dice.randrange(6)
        if kind == 0:
            made[at : at + 1] = bytes([dice.randrange(256)])
        elif kind == 1:
            del made[at : at + length]
        elif kind == 2:
            made[at:at] = made[at : at + length]
        elif kind == 3:
            made[at : at + length] = bytes(dice.choice((0, 255)) for _ in range(length))
        elif kind == 4:
            made[at:at] = dice.choice(TEXTS).encode("utf-8", "surrogatepass")
        elif dice.random() < 0.2:
            del made[at:]
    return bytes(made)


def damaged_text(text: str, dice: random.Random) -> str:
    """Lines lost, doubled, exchanged, pushed in or out, and odd texts put anywhere."""
    lines = text.split("\n")
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(lines))
        kind = dice.randrange(7)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines.insert(dice.randrange(len(lines) + 1), lines[at])
        elif kind == 2:
            other = dice.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 3:
            lines[at] = (
                dice.choice(("  ", "\t", "- ", "? ", "&a ", "*a ", "!!python/name:os.system ", "<<: ")) + lines[at]
            )
        elif kind == 4:
            lines[at] = lines[at].lstrip()
        elif kind == 5:
            before, mark, _ = lines[at].partition(":")
            lines[at] = f"{before}{mark} {dice.choice(TEXTS)}"
        else:
            letter = dice.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:letter] + dice.choice(TEXTS) + lines[at][letter:]
    return "\n".join(lines)


def in_some_encoding(text: str, dice: random.Random) -> bytes:
    """As programs save it; mostly as they should."""
    encoding = dice.choices(("utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32", "utf-7"), (20, 1, 1, 1, 1, 1))[0]
    errors = "surrogatepass" if encoding.startswith("utf") and encoding != "utf-7" else "replace"
    return text.encode(encoding, errors)
