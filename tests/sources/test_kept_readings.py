"""What is kept of a file says the very same as reading it anew, and is taken for the very same file and rules alone."""

from __future__ import annotations

import io
import json
import logging
import os
import random
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import grimp
import pytest
from openpyxl import load_workbook

from engine.cache import Store, folder_of
from engine.findings import Finding, Place, warning
from engine.model.framework import Framework
from engine.model.inputs import Inputs
from engine.model.kept import code_in, modules_of
from engine.model.record import Record
from engine.sources.kept_readings import LIBRARIES, ROOMS, KeptReadings, at_hand
from engine.sources.load import HELD
from engine.sources.load import load_inputs as load_with_what_is_held
from engine.workspace import Workspace, house, package
from tests.conftest import ROOT
from tests.material.fuzzed_forms import damaged_bytes, damaged_xml
from tests.material.small_inputs import council

BROKEN, RETURNED, SAMPLE = ROOT / "tests" / "broken", ROOT / "tests" / "returned", house() / "inputs"
RULES = ("form", "inputs/note.txt")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, with nothing in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder_of("readings")


def load_inputs(workspace: Workspace, framework: Framework) -> Inputs:
    """What a process reads that has just begun, and holds nothing."""
    HELD.clear()
    return load_with_what_is_held(workspace, framework)


# the law: what is kept, and what is read anew, are the same


def small(folder: Path, files: dict[str, bytes]) -> Workspace:
    """A workspace that holds a council.yaml and some inputs."""
    for name, data in {"council.yaml": council().encode(), **files}.items():
        (folder / "inputs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "inputs" / name).write_bytes(data)
    return Workspace(folder)


def changed_workbook(name: str, seed: int, folder: Path) -> bytes:
    """A workbook of the sample with some of its cells emptied, doubled or filled with what does not belong there."""
    dice, book = random.Random(seed), load_workbook(SAMPLE / name)
    for _ in range(8):
        sheet = dice.choice(book.worksheets)
        cell = sheet.cell(dice.randint(1, sheet.max_row), dice.randint(1, sheet.max_column))
        if hasattr(cell, "value") and type(cell).__name__ == "Cell":
            cell.value = dice.choice((None, "x", 7.5, 3, True, "#N/A", datetime(2026, 3, 1), "=1+1", " Agree ", "TBC"))
    book.save(folder / "changed.xlsx")
    return (folder / "changed.xlsx").read_bytes()


def corpus(folder: Path) -> Iterator[dict[str, bytes]]:
    """Inputs as they should be, and as they come: each with another fault, or with several."""
    form = (SAMPLE / "narrative" / "equity.docx").read_bytes()
    for seed in range(6):
        yield {"narrative/equity.docx": damaged_xml(form, seed)}
    for seed in range(3):
        yield {"narrative/equity.docx": damaged_bytes(form, seed), "brand/logo.png": damaged_bytes(logo(), seed)}
    yield {f"checklists/{path.name}": path.read_bytes() for path in sorted(RETURNED.iterdir())}
    for seed, name in enumerate(("evidence.xlsx", "endorsements.xlsx", "checklists/partners.xlsx")):
        yield {name: changed_workbook(name, seed, folder)}
    for fault in sorted(BROKEN.glob("*/inputs")):
        yield {path.relative_to(fault).as_posix(): path.read_bytes() for path in fault.rglob("*") if path.is_file()}
    yield {
        "council.yaml": b"council: {name: 7, when: 2026-03-01 10:00:00 +01:00, odd: !!set {a, b}, bytes: !!binary aGk=}"
    }
    yield {"decisions.yaml": b"rows:\n- {a: 1.5, b: [.inf, -.0, 1e3, ~, yes, 2026-02-30, 2026-02-03]}\n- 0x1f\n"}


def logo() -> bytes:
    return (SAMPLE / "brand" / "logo.png").read_bytes()


def says_the_same(workspace: Workspace, framework: Framework, cache: Path) -> int:
    """How many files are kept, where reading anew, keeping and taking say the very same.

    As Python writes it too: there a number is no text that looks like it, and a list is no tuple.
    """
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(b"")  # no folder: nothing can be kept
    anew = load_inputs(workspace, framework)
    cache.unlink()
    kept = load_inputs(workspace, framework)
    taken = load_inputs(workspace, framework)
    held = load_with_what_is_held(workspace, framework)
    assert anew == kept == taken == held
    assert repr(anew) == repr(kept) == repr(taken) == repr(held)
    return len(list(cache.glob("*")))


@pytest.mark.slow
def test_the_sample_says_the_same_from_what_is_kept(
    framework: Framework, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "penholder.cache")
    says_the_same(Workspace(house()), framework, cache)
    told = [record.getMessage() for record in caplog.records]
    files = sum(path.is_file() for path in SAMPLE.rglob("*.*")) - 1  # the earlier version is no input of a person
    anew, before = (f"{number} of {files} files were read before" for number in (0, files))
    assert told == [anew, anew, before, before]


@pytest.mark.slow
def test_whatever_comes_in_says_the_same_from_what_is_kept(framework: Framework, cache: Path, tmp_path: Path) -> None:
    kept = 0
    for number, files in enumerate(corpus(tmp_path)):
        shutil.rmtree(cache, ignore_errors=True)
        kept += says_the_same(small(tmp_path / str(number), files), framework, cache) - 1  # council.yaml itself
    assert kept > 18


# what is kept is taken for the very same file and rules alone


def note(folder: Path, text: str = "Dear all") -> Path:
    path = folder / "note.txt"
    path.write_text(text, encoding="utf-8")
    return path


def a_record(text: str = "As it was kept", **more: object) -> tuple[Record, list[Finding]]:
    said = warning("I-05", Place("inputs/note.txt", "line 1"), text, "Look at it.", "equity")
    return Record(schema="form", file="inputs/note.txt", values={"text": text, **more}, places={("text",): "line 1"}), [
        said
    ]


def read_again(path: Path, *rules: str) -> bool:
    """Whether a file is read, and not taken as it is kept."""
    read, _ = KeptReadings(at_hand()).of(path, rules or RULES, Record, lambda: a_record("anew"))
    return read == a_record("anew")[0]


def keep(path: Path, **more: object) -> None:
    KeptReadings(at_hand()).of(path, RULES, Record, lambda: a_record("As it was kept", **more))


def test_a_file_is_read_once(tmp_path: Path) -> None:
    keep(note(tmp_path))
    taken = KeptReadings(at_hand()).of(note(tmp_path), RULES, Record, lambda: a_record("anew"))
    assert taken == a_record()


def test_one_byte_more_less_or_other_is_another_file(tmp_path: Path) -> None:
    data = bytes(range(64))
    path = note(tmp_path)
    path.write_bytes(data)
    keep(path)
    for at in range(len(data)):
        for other in (
            data[:at] + data[at + 1 :],
            data[:at] + b"!" + data[at:],
            data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :],
        ):
            path.write_bytes(other)
            assert read_again(path)
    path.write_bytes(data)
    assert not read_again(path)


def test_another_rule_reads_the_file_again(tmp_path: Path) -> None:
    keep(path := note(tmp_path))
    for rules in (
        ("form",),
        ("form", "inputs/other.txt"),
        ("table", "inputs/note.txt"),
        (*RULES, ""),
        ("forminputs/note.txt",),
    ):
        assert read_again(path, *rules)
    assert not read_again(path)


def test_another_name_reads_the_file_again(tmp_path: Path) -> None:
    keep(path := note(tmp_path))
    assert read_again(path.rename(tmp_path / "leaders.txt"))


@pytest.fixture
def known(tmp_path: Path, framework: Framework) -> Workspace:
    """A workspace with a checklist, a form, an evidence list and decisions, each of which is kept."""
    names = ("checklists/partners.xlsx", "narrative/equity.docx", "evidence.xlsx", "brand/logo.png")
    files = {name: (SAMPLE / name).read_bytes() for name in names}
    workspace = small(tmp_path / "known", {**files, "decisions.yaml": b"ratings: []\n"})
    shutil.copytree(house() / "data_schemas", workspace.root / "data_schemas")
    load_inputs(workspace, framework)
    return workspace


def read_now(workspace: Workspace, framework: Framework, cache: Path) -> int:
    """How many files of a workspace are read now, since they are not kept as they are."""
    before = set(cache.iterdir())
    load_inputs(workspace, framework)
    return len(set(cache.iterdir()) - before)


@pytest.mark.slow
def test_nothing_is_read_where_nothing_has_changed(known: Workspace, framework: Framework, cache: Path) -> None:
    assert read_now(known, framework, cache) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["checklists/partners.xlsx", "narrative/equity.docx", "evidence.xlsx", "decisions.yaml"]
)
def test_one_file_that_changed_costs_one_reading(
    name: str, known: Workspace, framework: Framework, cache: Path
) -> None:
    path = known.inputs / name
    data = path.read_bytes()
    path.write_bytes(data + b"# more\n" if name.endswith(".yaml") else _packed_anew(data))
    assert read_now(known, framework, cache) == 1


def _packed_anew(data: bytes) -> bytes:
    """The same content in other bytes, as a program leaves it that saves a file anew."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as fresh:
        for part in was.namelist():
            fresh.writestr(part, was.read(part))
    return made.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["checklist", "narrative_statement", "evidence"])
def test_another_schema_reads_what_it_is_for_again(
    kind: str, known: Workspace, framework: Framework, cache: Path
) -> None:
    schema = known.root / "data_schemas" / f"{kind}.yaml"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(text.replace('fix: "', 'fix: "Please: ', 1), encoding="utf-8")
    assert read_now(known, framework, cache) == 1


@pytest.mark.slow
def test_another_word_in_the_framework_reads_checklists_again(
    known: Workspace, framework: Framework, cache: Path
) -> None:
    theme, *others = framework.themes
    assert read_now(known, replace(framework, themes=(replace(theme, name="Another name"), *others)), cache) == 1


@pytest.mark.slow
def test_other_decisions_are_read_and_nothing_else(known: Workspace, framework: Framework, cache: Path) -> None:
    decisions = known.inputs / "decisions.yaml"
    decisions.write_bytes(decisions.read_bytes() + b"\n")
    assert read_now(known, framework, cache) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "module", ["sources/narrative.py", "foreign/limits.py", "model/story.py", "word/text.py", "plain_words.py"]
)
def test_other_code_reads_everything_again(module: str, tmp_path: Path) -> None:
    code = shutil.copytree(package(), tmp_path / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    before = code_in(code, *ROOMS)
    text = (code / module).read_text(encoding="utf-8")
    (code / module).write_text(text + "\n", encoding="utf-8")
    assert code_in(code, *ROOMS) != before
    (code / module).write_text(text, encoding="utf-8")
    assert code_in(code, *ROOMS) == before


def test_code_and_libraries_are_all_that_reading_reaches() -> None:
    graph = grimp.build_graph("engine", include_external_packages=True, cache_dir=None)
    reached = graph.find_upstream_modules("engine.sources.load")
    counted = {path.relative_to(package().parent).with_suffix("") for path in modules_of(package(), *ROOMS)}
    assert {Path(*name.split(".")) for name in reached if name.startswith("engine.")} <= counted
    named = {"docx": "python-docx", "PIL": "pillow", "yaml": "PyYAML", "rapidfuzz": "RapidFuzz"}
    foreign = {name for name in reached if not name.startswith("engine.")} - set(sys.stdlib_module_names)
    assert {named.get(name, name) for name in foreign} <= {*LIBRARIES, "filelock", "platformdirs"}


# what a process holds


def test_a_process_is_given_what_it_read_before(tmp_path: Path, cache: Path) -> None:
    path, held = note(tmp_path), at_hand()
    first, _ = KeptReadings(held).of(path, RULES, Record, a_record)
    shutil.rmtree(cache)
    again, findings = KeptReadings(held).of(path, RULES, Record, lambda: a_record("anew"))
    assert again is first
    assert findings == a_record()[1]
    findings.clear()
    assert KeptReadings(held).of(path, RULES, Record, lambda: a_record("anew"))[1] == a_record()[1]


@pytest.mark.parametrize("other", ["bytes", "name", "rule"])
def test_another_file_or_rule_is_not_what_a_process_holds(other: str, tmp_path: Path) -> None:
    path, held, rules = note(tmp_path), at_hand(), RULES
    KeptReadings(held).of(path, rules, Record, a_record)
    match other:
        case "bytes":
            note(tmp_path, "Dear bll")
        case "name":
            path = path.rename(tmp_path / "leaders.txt")
        case "rule":
            rules = ("form", "inputs/other.txt")
    assert KeptReadings(held).of(path, rules, Record, lambda: a_record("anew")) == a_record("anew")


def test_what_holds_pictures_is_taken_from_the_disk_each_time(tmp_path: Path) -> None:
    path, held = note(tmp_path), at_hand()
    given = [KeptReadings(held).of(path, RULES, Record, lambda: a_record(picture=b"of a hall"))[0] for _ in range(3)]
    assert given[0] == given[1] == given[2]
    assert given[1] is not given[2]


# what is not kept, and what is not believed


def test_what_could_not_be_read_is_looked_at_each_time(tmp_path: Path, cache: Path) -> None:
    path = note(tmp_path)
    refused = Record(schema="form", file="inputs/note.txt", values={}), a_record()[1]
    assert KeptReadings(at_hand()).of(path, RULES, Record, lambda: refused) == refused
    assert not cache.exists()


def test_what_is_not_opened_is_not_kept(tmp_path: Path, framework: Framework, cache: Path) -> None:
    elsewhere = note(tmp_path, "ratings: []\n")
    workspace = small(tmp_path / "workspace", {})
    (workspace.inputs / "decisions.yaml").symlink_to(elsewhere)
    os.mkfifo(workspace.inputs / "evidence.xlsx")
    load_inputs(workspace, framework)
    assert len(list(cache.iterdir())) == 1  # council.yaml


def test_what_changed_while_it_was_read_is_not_kept(tmp_path: Path, cache: Path) -> None:
    path = note(tmp_path)

    def read() -> tuple[Record, list[Finding]]:
        note(tmp_path, "Dear both")
        return a_record()

    KeptReadings(at_hand()).of(path, RULES, Record, read)
    assert not cache.exists()


@pytest.mark.parametrize("odd", [{1, 2}, {1: "a"}, {"\0": "a"}, type("Word", (str,), {})("a"), Place("a"), object()])
def test_what_would_not_come_back_as_it_is_is_not_kept(odd: object, tmp_path: Path, cache: Path) -> None:
    path = note(tmp_path)
    keep(path, odd=odd)
    assert not cache.exists()
    assert read_again(path)


def test_what_is_damaged_or_of_somebody_else_is_not_believed(tmp_path: Path, cache: Path) -> None:
    path = note(tmp_path)
    keep(path)
    (kept,) = cache.iterdir()
    sound = Store(cache).take(kept.name)
    assert sound is not None
    name, (record, findings) = json.loads(sound)
    foreign: list[object] = [
        ["another", [record, findings]],
        [name, [record]],
        [name, [record[:-1], findings]],
        [name, [[7, *record[1:]], findings]],
        [name, [record, [["fatal", *findings[0][1:]]]]],
        [name, [record, [["warning", "I-05", ["inputs/note.txt", None], "", "", ""]]]],
        [name, [[*record[:2], {"text": {"\0": "module", "": "os"}}, []], findings]],
        [name, [[*record[:2], {"text": {"\0": "bytes", "": "0" * 64}}, []], findings]],
        {},
        None,
        7,
        "[" * 9999,
    ]
    for other in foreign:
        Store(cache).put(kept.name, other.encode() if isinstance(other, str) else json.dumps(other).encode())
        assert read_again(path), other
    for cut in (b"", b"{", b"x" * 900):
        kept.write_bytes(cut)
        assert read_again(path)
    assert KeptReadings(at_hand()).of(path, RULES, Record, a_record) == a_record("anew")


def test_a_picture_whose_bytes_are_gone_is_read_again(tmp_path: Path, cache: Path) -> None:
    path = note(tmp_path)
    keep(path, picture=b"of the town hall")
    record = min(cache.iterdir(), key=lambda place: place.stat().st_size)
    record.unlink()
    assert read_again(path)


@pytest.mark.parametrize("place", ["is a file", "lies in a file"])
def test_where_nothing_can_be_kept_files_are_read(place: str, tmp_path: Path, cache: Path) -> None:
    blocked = cache if place == "is a file" else cache.parent
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_bytes(b"")
    path = note(tmp_path)
    keep(path)
    assert read_again(path)
    assert blocked.read_bytes() == b""
