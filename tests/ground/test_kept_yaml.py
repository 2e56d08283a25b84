"""What is kept of a file of rules says the very same as taking it apart anew, and nothing damaged is believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.cache import Store, folder_of
from engine.kept_yaml import content_of
from engine.workspace import house, package
from engine.yaml_text import NotYamlError, checked_yaml_content

OF_OURS = sorted([*(house() / "data_schemas").rglob("*.yaml"), *package().rglob("*.yaml")])
ODD = {
    "days": "on: 2026-03-01\nat: 2026-03-01 10:00:00\n",
    "names that are no words": "1: one\ntrue: yes\n~: nothing\n",
    "numbers": "a: 1\nb: 1.0\nc: .inf\nd: 0x1f\ne: 1e3\nf: -0.0\n",
    "nothing": "",
    "one word": "word",
    "letters": 'a: "\\u2028 \\U0001F600 é"\n',
    "lists": "- [1, [2, []], {}]\n- {a: {b: ~}}\n",
}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where they are kept: a cache of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder_of("yaml")


def contents() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in OF_OURS)
    yield from (text.encode() for text in ODD.values())


@pytest.mark.slow
def test_what_is_kept_is_the_very_same() -> None:
    for data in contents():
        anew, _ = checked_yaml_content(data)
        assert repr(content_of(data)) == repr(anew)
        assert repr(content_of(data)) == repr(anew), "and once more, from what is kept"


def test_all_of_ours_is_kept(kept: Path) -> None:
    for path in OF_OURS:
        content_of(path.read_bytes())
    assert len(list(kept.iterdir())) == len({path.read_bytes() for path in OF_OURS})


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: *b\n", "a: !!set {b}\n", "\ta: 1\n", "a: [1\n"])
def test_what_is_not_sound_is_refused_each_time(text: str) -> None:
    for _ in range(2):
        with pytest.raises(NotYamlError) as refused:
            content_of(text.encode())
        with pytest.raises(NotYamlError) as anew:
            checked_yaml_content(text.encode())
        assert (str(refused.value), refused.value.line) == (str(anew.value), anew.value.line)


def test_each_asker_has_values_of_its_own() -> None:
    for _ in range(3):
        content = content_of(b"a: [1, 2]\n")
        assert content == {"a": [1, 2]}
        content["a"].append(3)


@pytest.mark.parametrize("held", [b"", b"{", b"[]", b'["x", {"a": 2}]', b"7", b'{"a": 2}'])
def test_what_was_not_written_for_it_is_not_believed(kept: Path, held: bytes) -> None:
    content_of(b"a: 1\n")
    (key,) = (path.name for path in kept.iterdir())
    Store(kept).put(key, held)
    assert content_of(b"a: 1\n") == {"a": 1}


def test_where_nothing_can_be_kept_it_is_taken_apart_each_time(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.touch()
    assert content_of(b"a: 1\n") == content_of(b"a: 1\n") == {"a": 1}
