"""Values are changed, added and taken out in YAML that people wrote, and every byte outside of them stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from engine.plain_words import clean
from engine.yaml_edit import Edit, NotEditedError, can_be_edited, edited, node_at
from engine.yaml_spans import content_of, is_nothing
from engine.yaml_text import NotYamlError, Path, marked
from tests.conftest import ROOT
from tests.material.yaml_layouts import files

BY_HAND = """\
# Ours\t(with a tab)
council:
    name:   'Wenlow Council'      # in full
    short_name: Wenlow
report: { title: "A title" , subtitle: Words
   that go on,   date: 14 March 2026,
   marking }
groups:
-   id: carers     # first
    name: "Carers: all"
    people:   12

    how: |
      By post,
      and by bus
-   {id: staff, name: Staff, people: 3, how: ~}
# between
-
    id: partners
    name: Partners   # last
verifiers: [ ]   # nobody yet
dates:
   earlier: [ 2026-01-01,2026-02-01 ]
   visit:
thresholds: {}
acronyms:
    - { short: SAB, long: Safeguarding Adults Board }
"""


def _council_files() -> Iterator[str]:
    """Every council.yaml there is that is YAML, one by hand, and each with the line breaks of Windows."""
    found = [*(ROOT / "tests" / "broken").glob("*/inputs/council.yaml"), ROOT / "inputs" / "council.yaml"]
    texts = [path.read_text(encoding="utf-8") for path in (*found, ROOT / "engine" / "forms" / "council.yaml")]
    for text in (*texts, BY_HAND, BY_HAND.rstrip("\n")):
        try:
            content_of(text)
        except NotYamlError:
            continue
        yield text
        yield text.replace("\n", "\r\n")


COUNCILS = tuple(_council_files())
TEXTS = st.one_of(st.sampled_from(COUNCILS), files())
WORDS = st.one_of(st.text(max_size=30), st.sampled_from(["null", "~", "a: b", "[x]", "# x", "'", "2026-01-01", "}"]))


def nodes(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Everything that stands in a file, by its path."""
    inner: list[tuple[Any, Node]] = []
    if isinstance(node, MappingNode):
        inner = [(clean(str(key.value)), value) for key, value in node.value]
    elif isinstance(node, SequenceNode):
        inner = list(enumerate(node.value))
    for step, value in inner:
        yield (*path, step), value
        yield from nodes(value, (*path, step))


def at(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step]
    return content


def without(content: Any, path: Path) -> Any:
    """A content with nothing at a path, which says what all else says."""
    if not path:
        return None
    step, *rest = path
    if isinstance(content, dict):
        return content | {step: without(content[step], tuple(rest))}
    entries = list(content)
    entries[int(step)] = without(entries[int(step)], tuple(rest))
    return entries


def is_put_in(text: str, result: str) -> bool:
    """Whether nothing was done but to put one piece in."""
    added = len(result) - len(text)
    return added >= 0 and any(text[:n] == result[:n] and text[n:] == result[n + added :] for n in range(len(text) + 1))


@pytest.mark.slow
@given(text=TEXTS, words=WORDS, data=st.data())
def test_a_value_is_put_in_the_place_of_another_and_all_else_stays_to_the_byte(
    text: str, words: str, data: st.DataObject
) -> None:
    values = [(path, node) for path, node in nodes(marked(text).node) if can_be_edited(node) and not is_nothing(node)]
    if not values:
        return
    path, node = data.draw(st.sampled_from(values))
    wanted = clean(words)
    result = edited(text, [Edit(path, wanted)])
    assert result.startswith(text[: node.start_mark.index])
    assert result.endswith(text[node.end_mark.index :])
    told, was = content_of(result), content_of(text)
    assert at(told, path) == wanted
    assert without(told, path) == without(was, path)


@pytest.mark.slow
@settings(max_examples=40)
@given(text=st.sampled_from(COUNCILS), words=WORDS.filter(clean))
def test_a_field_that_is_not_there_is_put_in_and_nothing_else_is_done(text: str, words: str) -> None:
    for path in (("dates", "publication"), ("brand", "colours", "deep"), ("public", "people")):
        result = edited(text, [Edit(path, clean(words))])
        assert at(content_of(result), path) == clean(words)
        assert is_put_in(text, result)


@pytest.mark.slow
@settings(max_examples=40)
@given(text=st.sampled_from(COUNCILS), words=WORDS)
def test_an_entry_comes_last_and_goes_again(text: str, words: str) -> None:
    entry: Any = {"id": "new", "name": clean(words), "people": "3"}
    for field in ("groups", "verifiers", "acronyms"):
        stands = content_of(text).get(field) or []
        if not isinstance(stands, list):
            continue
        count = len(stands)
        result = edited(text, [Edit((field, count), entry)])
        assert content_of(result)[field][-1] == entry
        kept = text.splitlines()
        assert [line for line in kept if line not in result.splitlines() and "[" not in line] == []
        again = edited(result, [Edit((field, count), None)])
        assert again == text or "[" in text or not count or not text.endswith("\n")


@pytest.mark.slow
@given(text=TEXTS, data=st.data())
def test_an_entry_goes_with_its_lines_alone(text: str, data: st.DataObject) -> None:
    entries = [path for path, _ in nodes(marked(text).node) if isinstance(path[-1], int)]
    if not entries:
        return
    path = data.draw(st.sampled_from(entries))
    try:
        result = edited(text, [Edit(path, None)])
    except NotEditedError:
        return  # it stands on a line with something else
    around = at(content_of(text), path[:-1])
    left = [one for number, one in enumerate(around) if number != path[-1]]
    assert (at(content_of(result), path[:-1]) or []) == left
    assert is_put_in(result, text)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(COUNCILS)))
def test_a_value_goes_and_comes_back(number: int) -> None:
    text = COUNCILS[number]
    for path, node in tuple(nodes(marked(text).node))[number % 5 :: 5]:
        if isinstance(path[-1], str) and can_be_edited(node) and not is_nothing(node):
            result = edited(text, [Edit(path, None)])
            assert is_put_in(result, text)
            found = node_at(marked(result).node, path)
            assert found is None or is_nothing(found)
            assert content_of(edited(result, [Edit(path, node.value)])) == content_of(text)


COMMENTED = """\
report:
  marking:   # agreed: by the board
    OFFICIAL  # in capitals
left: # why: asked
  [a, b]  # both
colours: {
  deep: '1',  # ours, since 2019
  # for charts, agreed
  bright: '2'  # last
}
offices: [dass,  # ours
  dph,  # for now
  # not before May
  leader]
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_value_that_goes_leaves_every_comment(newline: str) -> None:
    text = COMMENTED.replace("\n", newline)
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    for path, node in nodes(marked(text).node):
        is_within_brackets = path[0] in ("colours", "offices") and len(path) > 1
        if is_within_brackets or (isinstance(path[-1], str) and (can_be_edited(node) or path == ("left",))):
            result = edited(text, [Edit(path, None)])
            assert is_put_in(result, text)
            assert [comment for comment in comments if f"#{comment}" not in result] == [], path


@pytest.mark.slow
@given(text=TEXTS, words=WORDS.filter(clean), data=st.data())
def test_an_entry_comes_before_another_and_nothing_else_is_done(text: str, words: str, data: st.DataObject) -> None:
    entries = [path for path, _ in nodes(marked(text).node) if isinstance(path[-1], int)]
    if not entries:
        return
    path = data.draw(st.sampled_from(entries))
    try:
        result = edited(text, [Edit(path, clean(words), comes_before=True)])
    except NotEditedError:
        return  # it stands on a line with something else
    before = at(content_of(text), path[:-1])
    assert at(content_of(result), path[:-1]) == [*before[: path[-1]], clean(words), *before[path[-1] :]]
    assert is_put_in(text, result)


def test_it_is_written_in_the_style_of_what_stood_there() -> None:
    edits = [
        Edit(("council", "name"), "It's ours"),
        Edit(("council", "short_name"), "Ours"),
        Edit(("report", "title"), "Title"),
        Edit(("groups", 3), {"id": "more", "people": "4"}),
        Edit(("verifiers", 0), {"name": "Ann", "from": "2026-01-01"}),
        Edit(("dates", "visit"), "2026-06-08"),
    ]
    lines = edited(BY_HAND, edits).splitlines()
    wanted = ["    name:   'It''s ours'      # in full", "    short_name: Ours", "-   id: more", "    people: 4"]
    wanted += ["verifiers:   # nobody yet", "  - {name: Ann, from: 2026-01-01}", "   visit: 2026-06-08"]
    assert [line for line in wanted if line not in lines] == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("groups", 0, "how"), "by rail"),
        (("groups",), "words"),
        (("groups", 7), {"id": "a"}),
        (("council", "name", "more"), "words"),
        (("council", 0), "words"),
    ],
)
def test_what_cannot_be_put_in_by_its_place_is_refused_in_a_sentence(path: Path, told: Any) -> None:
    with pytest.raises(NotEditedError, match=r"^[A-Z].*\.$"):
        edited(BY_HAND, [Edit(path, told)])


@pytest.mark.parametrize("text", ["a: [\n", "a: 1\na: 2\n", "a: &x 1\nb: *x\n"])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    with pytest.raises(NotEditedError):
        edited(text, [Edit(("a",), "b")])


def test_every_scalar_of_the_tree_can_be_found_by_its_path() -> None:
    root = marked(BY_HAND).node
    assert all(node_at(root, path) is node for path, node in nodes(root) if isinstance(node, ScalarNode))
