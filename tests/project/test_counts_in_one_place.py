"""Phrases with a count are made in engine/phrases alone: neither code nor a template puts a number beside a noun."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import docx
import pytest

from engine.workspace import house
from tests.material.engine_code import ENGINE, modules
from tests.material.grammar import NOUNS

SEVERAL = {word for noun in NOUNS for word in (noun.many, noun.many.split()[0])}
VERBS = frozenset(
    re.findall(
        r"\w+",
        """is was has does says stands names needs leads means asks holds shows uses closes works comes makes leaves
        starts sees follows gives takes begins ends belongs lacks goes reads tells runs keeps becomes speaks quotes
        signs stays as its this us thus less across always perhaps besides towards whereas unless his hers theirs
        yes plus with the a an in on at to from by for and or""",
    )
)
"""Words after a value in a text with which nothing is counted."""
WORDS_FOR_NUMBERS = "no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
TAG = re.compile(r"{[{%]\w*\s*(.*?)\s*[%}]}")


def is_constant(value: ast.expr) -> bool:
    """A bound of the engine's own, which is always many: it needs no form for one."""
    name = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""
    return name.isupper()


def counted_after(words: str) -> str:
    """What is counted where a text goes on with these words after a value; empty where nothing is."""
    found = re.match(r" (?:of (?:the |them )?)?((?:[a-z]+ ){0,2}[a-z]+)", words)
    following = found[1].split() if found else []
    for number, word in enumerate(following):
        if word in VERBS:
            return ""
        if word in SEVERAL or (not number and len(word) > 2 and re.search(r"[^s]s$", word)):
            return str(word)
    return ""


def made_by_hand(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """Lines on which a text counts things, puts a plural's s behind a word, or chooses words by a number."""
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            for value, words in zip(node.values, node.values[1:], strict=False):
                if isinstance(value, ast.FormattedValue) and isinstance(words, ast.Constant) and not is_percent(value):
                    what = "" if is_constant(value.value) else counted_after(str(words.value))
                    if what:
                        yield node.lineno, f"… {what}"
        elif is_plural_made(node) or (isinstance(node, ast.IfExp) and chooses_by_number(node)):
            yield getattr(node, "lineno", 0), ast.unparse(node)


def is_plural_made(node: ast.AST) -> bool:
    """Whether the s of a plural is multiplied away."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and is_text(node.left, "s", "es", "ies")


def is_percent(value: ast.FormattedValue) -> bool:
    return value.format_spec is not None and "%" in ast.unparse(value.format_spec)


def is_text(node: ast.expr, *words: str) -> bool:
    return isinstance(node, ast.Constant) and node.value in words


def chooses_by_number(node: ast.IfExp) -> bool:
    """Whether words are chosen by whether a number is one: "is" if n == 1 else "are", "" if n == 1 else "s"."""
    test = node.test
    if not (isinstance(test, ast.Compare) and len(test.comparators) == 1):
        return False
    against = test.comparators[0]
    if not (isinstance(against, ast.Constant) and type(against.value) is int and against.value in (1, 2)):
        return False
    sides = (node.body, node.orelse)
    return any(is_text(side, "s", "es") for side in sides) or all(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str) and side.value)
        for side in sides
    )


def test_no_module_forms_a_count_of_its_own() -> None:
    others = [module for module in modules() if module.name.partition("/")[0] != "phrases"]
    found = {module.name: counts for module in others if (counts := list(made_by_hand(module.nodes)))}
    assert found == {}, "let engine/phrases form it: a Noun, a Phrase or a Share"


@pytest.mark.parametrize(
    "code",
    [
        'f"{n} files"',
        'f"{n:,} checklist items are open"',
        'f"{a} of {b} groups"',
        'f"{a} of the groups"',
        '"warning" + "s" * (n != 1)',
        '"is" if n == 1 else "are"',
        "'' if len(names) > 1 else 's'",
        'f"1 page" if n == 1 else f"{n} pages"',
    ],
)
def test_a_count_made_by_hand_is_seen(code: str) -> None:
    assert list(made_by_hand(ast.walk(ast.parse(code))))


@pytest.mark.parametrize(
    "code",
    [
        'f"{name} is open"',
        'f"{name} stands in the text"',
        'f"more than {MOST_ROWS:,} rows"',
        'f"{nouns.FILE.figure(n)} changed"',
        '"" if n == 1 else f" {n}"',
    ],
)
def test_what_counts_nothing_is_no_count(code: str) -> None:
    assert list(made_by_hand(ast.walk(ast.parse(code)))) == []


def template_lines() -> Iterator[tuple[str, str]]:
    """Every line of the house templates, and of the readiness page, with the file it stands in."""
    for path in sorted((house() / "word_templates").glob("*.docx")):
        for paragraph in docx.Document(str(path)).element.body.iter("{*}p"):
            yield path.name, "".join(part.text or "" for part in paragraph.iter("{*}t"))
    page = (ENGINE / "rendering" / "readiness.html").read_text(encoding="utf-8").partition("<body>")[2]
    for line in re.sub(r"<[^>]*>", "\n", page).splitlines():
        yield "readiness.html", line


def counts_in(line: str) -> list[str]:
    """What a template counts by itself: a field, or a number, beside a noun in the plural."""
    several = "|".join(sorted(map(re.escape, SEVERAL), key=len, reverse=True))
    in_tags = rf"{TAG.pattern} (?:\w+ )?(?:{several})\b"
    in_words = rf"\b(?:\d+|{WORDS_FOR_NUMBERS}) (?:\w+ )?(?:{several})\b"
    return [found[0] for pattern in (in_tags, in_words, r"}} of \d+") for found in re.finditer(pattern, line, re.I)]


def test_no_template_forms_a_count_of_its_own() -> None:
    assert [(name, found) for name, line in template_lines() if (found := counts_in(line))] == []


@pytest.mark.parametrize(
    "line",
    ["How {{ group_count }} groups rated us", "the nine quality statements", "{{ n }} checklist items", "{{ n }} of 9"],
)
def test_a_count_in_a_template_is_seen(line: str) -> None:
    assert counts_in(line)
