"""What came back is recognised by what is in it, put where it belongs, and nothing that was there is ever lost."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import threading
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from engine.cli.main import penholder
from engine.commands.arrive import Arrival, ArrivalKind, Need, Recogniser, accept, recognise, undo
from engine.commands.arrive.sniffing import shown_name, stem_of
from engine.commands.forms import blank_forms
from engine.device_names import is_device
from engine.doors import EARLIER, ChangedMeanwhileError, changes
from engine.errors import UsageError
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.little_sample import little_sample
from tests.material.small_signing import signed, widgets
from tests.material.small_workbook import SmallWorkbook

LEADERS = "inputs/checklists/leaders.xlsx"


@dataclass(frozen=True)
class Sent:
    """A file that somebody sends, and what it is."""

    data: bytes
    kind: ArrivalKind
    about: str = ""


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The little council. Not to be changed."""
    return little_sample(tmp_path_factory.mktemp("ours") / "workspace")


@pytest.fixture(scope="module")
def desk(ours: Workspace) -> Recogniser:
    """What recognises files for it."""
    return Recogniser(ours)


@pytest.fixture(scope="module")
def sent(ours: Workspace) -> dict[str, Sent]:
    """A file of every kind that penholder knows, but for sheets: blank ones as they are sent out, and filled ones."""
    found: dict[str, Sent] = {}
    themes = {"working-with-people"}
    for name, data in blank_forms(ours):
        path = Path(name)
        if path.parent.name == "checklists":
            found[f"blank {name}"] = Sent(data, ArrivalKind.CHECKLIST, path.stem)
        elif path.parent.name == "narrative":
            kind = ArrivalKind.THEME if path.stem in themes else ArrivalKind.STATEMENT
            kind = ArrivalKind.OVERVIEW if path.stem == "overview" else kind
            found[f"blank {name}"] = Sent(data, kind, path.stem)
        else:
            found[f"blank {name}"] = Sent(data, ArrivalKind(path.stem))
    for path in (ours.inputs / "narrative").iterdir():
        found[f"filled {path.name}"] = replace(found[f"blank narrative/{path.name}"], data=path.read_bytes())
    for group in ("leaders", "partners"):
        path = ours.inputs / "checklists" / f"{group}.xlsx"
        found[f"filled {path.name}"] = Sent(path.read_bytes(), ArrivalKind.CHECKLIST, group)
    for group in ("leaders", "frontline-staff", "lived-experience"):
        del found[f"blank checklists/{group}.xlsx"]
    for name in ("evidence", "endorsements"):
        found[f"filled {name}"] = Sent((ours.inputs / f"{name}.xlsx").read_bytes(), ArrivalKind(name))
    for ending in ("ods", "xls"):
        data = (ROOT / "tests" / "returned" / f"messy.{ending}").read_bytes()
        found[f"old {ending}"] = Sent(data, ArrivalKind.CHECKLIST, "leaders")
    found["record"] = Sent((ROOT / "inputs" / "previous.json").read_bytes(), ArrivalKind.RECORD)
    return found


def laid(folder: Path, data: bytes, name: str = "came.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def another(workspace: Workspace, name: str = "leaders.xlsx", rating: str = "Tend to disagree") -> bytes:
    """The same checklist with another rating."""
    book = load_workbook(workspace.inputs / "checklists" / name)
    book.worksheets[1]["C5"] = rating
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def tree(workspace: Workspace) -> dict[str, str]:
    every = (path for path in workspace.inputs.rglob("*") if path.is_file())
    return {workspace.relative(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in every}


# what it is, whatever it is called

NAMES = st.one_of(
    st.sampled_from(
        [
            "equity.docx",
            "leaders.xlsx",
            "evidence.xlsx",
            "Kopie von rätsel (2).XLSX",
            "no ending",
            ".hidden",
            "~$x.docx",
            "con.xlsx",
            "a.pdf",
            "x" * 200,
            "<img src=x onerror=1>.xls",
            "\u202exslx.exe",
        ]
    ),
    st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=60).filter(
        lambda name: name not in (".", "..") and len(name.encode()) < 200
    ),
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(name=NAMES, which=st.integers(0, 10**6))
def test_a_file_of_every_kind_is_recognised_under_any_name(
    desk: Recogniser, sent: dict[str, Sent], tmp_path: Path, name: str, which: int
) -> None:
    what = sorted(sent)[which % len(sent)]
    path = laid(tmp_path, sent[what].data, name)
    found = desk.recognise(path)
    path.unlink()
    assert (found.kind, found.about) == (sent[what].kind, sent[what].about), what


@pytest.mark.slow
def test_each_of_them_once(desk: Recogniser, sent: dict[str, Sent], tmp_path: Path) -> None:
    for what, one in sent.items():
        found = desk.recognise(laid(tmp_path, one.data))
        assert (found.kind, found.about) == (one.kind, one.about), what
        assert found.target.startswith("inputs/"), what
        assert (found.need is Need.ANYWAY) == what.startswith("blank narrative/"), what
        assert found.is_known == what.startswith("filled"), what
        assert found.is_sure == (found.need is Need.NOTHING and not found.is_known), what


@pytest.mark.parametrize(
    "document", ["report.docx", "verification/equity.docx", "briefs/equity.docx", "readiness.docx", "endorsements.docx"]
)
def test_what_penholder_made_is_no_form_that_came_back(little_drafted: Workspace, document: str) -> None:
    assert recognise(little_drafted, little_drafted.outputs / "draft" / document).kind is ArrivalKind.UNKNOWN


def test_a_whole_workbook_is_led_to_where_its_words_are_taken_in(desk: Recogniser, tmp_path: Path) -> None:
    found = desk.recognise(SmallWorkbook(desk.around.framework).word(tmp_path / "Our self-assessment.docx"))
    assert (found.kind, "`penholder adopt`" in found.doubts[-1]) == (ArrivalKind.UNKNOWN, True)


# what it cannot be


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"\x00\x01\x02", "It is no checklist, form, workbook, record or sheet"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        ((ROOT / "inputs" / "narrative" / "overview.docx").read_bytes()[:9000], "Ask for it again"),
        pytest.param(b"%PDF-1.7 and then nothing", "It is cut short", marks=pytest.mark.office),
        pytest.param(b"\x89PNG and then nothing", "picture", marks=pytest.mark.office),
        (b'{"not": "a record"}', "It is no checklist"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"), "It is a saved Outlook message"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nHello", "It is a saved e-mail"),
        (b"Rar!\x1a\x07\x00", "It is a RAR archive"),
        (b"just words\n" * 5, "It is no checklist"),
        (b"\xff" * 100, "It is no checklist"),
    ],
)
def test_what_is_none_of_it_is_told_in_a_true_sentence(
    desk: Recogniser, tmp_path: Path, data: bytes, words: str
) -> None:
    found = desk.recognise(laid(tmp_path, data, "leaders.xlsx"))
    assert found.kind is ArrivalKind.UNKNOWN
    assert words in " ".join(found.doubts)
    assert all(doubt.endswith(".") for doubt in found.doubts)
    assert not found.is_sure


def test_a_zip_file_of_other_files_is_no_form(desk: Recogniser, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("leaders.xlsx", b"inside")
    found = desk.recognise(laid(tmp_path, packed.getvalue()))
    assert found.kind is ArrivalKind.UNKNOWN
    assert found.doubts


def test_a_file_that_is_larger_than_any_is_refused_before_it_is_read(desk: Recogniser, tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(101 * 2**20)
    found = desk.recognise(path)
    assert "too large" in found.doubts[0]
    assert found.digest == ""


@pytest.mark.parametrize("name", ["..", "a folder", "gone"])
def test_what_is_no_file_is_told(desk: Recogniser, tmp_path: Path, name: str) -> None:
    (tmp_path / "a folder").mkdir()
    assert desk.recognise(tmp_path / name).kind is ArrivalKind.UNKNOWN


# names are never paths


@given(NAMES | st.sampled_from(["..\\..\\windows\\x.docx", "a/../../b.xlsx", "NUL", "LPT1.docx", "a.", " ", "\u202e"]))
@example(f"{'a' * 99} b")
@example("é " * 200)
@example("a. " * 200)
def test_a_name_becomes_the_name_of_a_file_on_every_system(name: str) -> None:
    stem = stem_of(Path("/tmp") / name.replace("/", "\\"))
    assert stem
    assert not set(stem) & set('<>:"|?*/\\\0\n\r\t')
    assert not is_device(stem)
    assert stem.strip(". ") == stem
    assert len(stem.encode("utf-8", "replace")) <= 100
    assert len(shown_name(Path(name.replace("/", "\\")))) <= 100


def test_a_group_whose_id_is_a_path_leads_nowhere(little: Workspace, tmp_path: Path) -> None:
    council = little.inputs / "council.yaml"
    text = council.read_text(encoding="utf-8").replace("id: leaders", 'id: "../../leaders"')
    council.write_text(text, encoding="utf-8")
    data = another(little).replace(b"", b"")
    found = recognise(little, laid(tmp_path, data), from_="Managers and leaders")
    assert ".." not in found.target
    assert found.target == "" or found.target.startswith("inputs/checklists/")
    assert not found.is_sure


# put there, and taken back


def test_what_is_put_there_is_the_file_to_the_byte_and_what_it_replaces_is_kept(
    little: Workspace, tmp_path: Path
) -> None:
    before = (little.root / LEADERS).read_bytes()
    path = laid(tmp_path, another(little))
    found = recognise(little, path)
    assert (found.kind, found.about, found.target, found.is_sure) == (ArrivalKind.CHECKLIST, "leaders", LEADERS, True)
    accepted = accept(little, path, found)
    assert accepted.change is not None
    assert (little.root / LEADERS).read_bytes() == path.read_bytes()
    assert (little.root / EARLIER / "1" / "checklists" / "leaders.xlsx").read_bytes() == before
    undo(little)
    assert (little.root / LEADERS).read_bytes() == before
    assert (little.root / EARLIER / "2" / "checklists" / "leaders.xlsx").read_bytes() == path.read_bytes()


@pytest.mark.slow
def test_every_kind_can_be_put_there_and_taken_back(little: Workspace, sent: dict[str, Sent], tmp_path: Path) -> None:
    before = tree(little)
    for what in ("blank narrative/equity.docx", "blank evidence.xlsx", "blank endorsements.xlsx", "record", "old ods"):
        path = laid(tmp_path, sent[what].data)
        accept(little, path, recognise(little, path), anyway=True)
        assert tree(little) != before, what
        undo(little)
        assert tree(little) == before, what


def test_a_file_of_another_format_takes_the_place_of_the_one_of_its_group(little: Workspace, tmp_path: Path) -> None:
    path = laid(tmp_path, (ROOT / "tests" / "returned" / "messy.ods").read_bytes())
    accept(little, path, recognise(little, path), anyway=True)
    names = {name for name in tree(little) if "leaders" in name}
    assert names == {"inputs/checklists/leaders.ods"}, "two files of one group would contradict one another"


def test_the_name_a_file_lies_under_stays(little: Workspace, tmp_path: Path) -> None:
    folder = little.inputs / "checklists"
    (folder / "leaders.xlsx").rename(folder / "Back from the team day.xlsx")
    path = laid(tmp_path, another(little, "Back from the team day.xlsx"))
    assert recognise(little, path).target == "inputs/checklists/Back from the team day.xlsx"


def test_where_a_group_has_sent_several_files_a_person_says_what_to_do(little: Workspace, tmp_path: Path) -> None:
    (little.inputs / "checklists" / "second.xlsx").write_bytes(another(little, rating="Strongly disagree"))
    path = laid(tmp_path, another(little))
    found = recognise(little, path)
    assert (found.need, found.replaces) == (Need.ANYWAY, ())
    assert found.target == "inputs/checklists/leaders 2.xlsx"
    assert "would lie beside them" in found.doubts[0]


@pytest.mark.slow
def test_a_blank_form_is_no_newer_than_what_somebody_wrote(little: Workspace, tmp_path: Path) -> None:
    place = little.inputs / "narrative" / "equity.docx"
    path = laid(tmp_path, place.read_bytes(), "As written.docx")
    place.write_bytes(dict(blank_forms(little, ["narrative"]))["narrative/equity.docx"])
    assert recognise(little, path).need is Need.NOTHING


def test_an_older_file_is_told_and_not_put_there(little: Workspace, tmp_path: Path) -> None:
    path = laid(tmp_path, another(little))
    later = _with(little.root / LEADERS, b'W3CDTF">20', b'W3CDTF">21')  # saved a century later
    (little.root / LEADERS).write_bytes(later)
    found = recognise(little, path)
    assert found.need is Need.ANYWAY
    assert "was saved after it" in " ".join(found.doubts)
    with pytest.raises(UsageError, match="--anyway"):
        accept(little, path, found)
    accept(little, path, found, anyway=True)


# from whom


def of_friends(workspace: Workspace, group: str | None) -> bytes:
    book = load_workbook(workspace.inputs / "checklists" / "partners.xlsx")
    next(cell for cell in book.worksheets[0]["B"] if cell.value == "partners").value = group
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("group", ["friends", None])
def test_a_checklist_of_nobody_is_put_nowhere_until_somebody_says_whose_it_is(
    little: Workspace, tmp_path: Path, group: str | None
) -> None:
    data = of_friends(little, group)
    (little.inputs / "checklists" / "partners.xlsx").unlink()
    path = laid(tmp_path, data)
    found = recognise(little, path)
    assert (found.need, found.target) == (Need.FROM, "")
    with pytest.raises(UsageError, match="was not put anywhere"):
        accept(little, path, found, anyway=True)
    named = recognise(little, path, from_="Health and statutory partners")
    assert (named.about, named.target, named.need) == ("partners", "inputs/checklists/partners.xlsx", Need.NOTHING)
    accept(little, path, named)


def test_nobody_can_say_that_a_file_is_from_another_group_than_it_says_itself(
    desk: Recogniser, ours: Workspace, tmp_path: Path
) -> None:
    found = desk.recognise(laid(tmp_path, another(ours)), from_="partners")
    assert found.need is Need.FROM
    assert "It says itself that it is from Managers and leaders" in found.doubts[-1]


def test_a_form_without_a_title_goes_by_its_name_which_is_told(
    desk: Recogniser, ours: Workspace, tmp_path: Path, untitled: bytes
) -> None:
    assert desk.recognise(laid(tmp_path, untitled)).need is Need.FROM
    found = desk.recognise(laid(tmp_path, untitled, "Equity v3 final.docx"))
    assert (found.about, found.need) == ("equity", Need.NOTHING)
    assert "Its name alone says" in found.doubts[0]
    assert desk.recognise(laid(tmp_path, untitled), from_="equity").target == "inputs/narrative/equity.docx"
    wrong = desk.recognise(laid(tmp_path, untitled), from_="overview")
    assert (wrong.need, wrong.target) == (Need.FROM, "")


@pytest.fixture
def untitled(ours: Workspace) -> bytes:
    """The form of a statement without anything that says of which."""
    return _with(ours.inputs / "narrative" / "equity.docx", b"Equity in experiences and outcomes", b"Something")


def _with(path: Path, words: bytes, instead: bytes) -> bytes:
    """The file with other words in each of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as was, zipfile.ZipFile(made, "w") as fresh:
        for name in was.namelist():
            fresh.writestr(name, was.read(name).replace(words, instead))
    return made.getvalue()


def test_a_title_counts_more_than_a_name_and_the_difference_is_told(
    desk: Recogniser, ours: Workspace, tmp_path: Path
) -> None:
    data = _with(ours.inputs / "narrative" / "equity.docx", b"How we know", b"How do we know")
    found = desk.recognise(laid(tmp_path, data, "assessing-needs.docx"))
    assert (found.about, found.target) == ("equity", "inputs/narrative/equity.docx")
    assert "its title says Equity in experiences and outcomes" in found.doubts[0]


def test_a_name_of_no_group_and_no_form_is_refused(desk: Recogniser, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'"nobody" is no group and no form\. There are: .*leaders'):
        desk.recognise(laid(tmp_path, b"x"), from_="nobody")


# what was seen, and several at once


def test_a_file_that_changed_since_it_was_looked_at_is_not_taken(little: Workspace, tmp_path: Path) -> None:
    path = laid(tmp_path, another(little))
    found = recognise(little, path)
    path.write_bytes(another(little, rating="Strongly disagree"))
    with pytest.raises(ChangedMeanwhileError):
        accept(little, path, found)


def test_what_changed_since_is_not_replaced(little: Workspace, tmp_path: Path) -> None:
    path = laid(tmp_path, another(little))
    found = recognise(little, path)
    (little.root / LEADERS).write_bytes(another(little, rating="Strongly disagree"))
    before = tree(little)
    with pytest.raises(ChangedMeanwhileError):
        accept(little, path, found)
    assert tree(little) == before


def test_two_at_once_put_one_there_and_lose_none(little: Workspace, tmp_path: Path) -> None:
    paths = [
        laid(tmp_path, another(little, rating=rating), f"{number}.xlsx")
        for number, rating in enumerate(("Tend to disagree", "Strongly disagree"))
    ]
    found = [recognise(little, path) for path in paths]
    refused: list[Exception] = []

    def put(path: Path, arrival: Arrival) -> None:
        try:
            accept(little, path, arrival)
        except ChangedMeanwhileError as fault:
            refused.append(fault)

    runs = [threading.Thread(target=put, args=each) for each in zip(paths, found, strict=True)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(refused) == 1
    assert len(changes(little)) == 1


def test_two_that_came_together_for_one_place_are_both_in_doubt(little: Workspace, tmp_path: Path) -> None:
    one = laid(tmp_path, another(little), "a.xlsx")
    other = laid(tmp_path, another(little, rating="Don’t know"), "b.xlsx")
    found = Recogniser(little).recognise_all([one, other])
    assert [arrival.need for arrival in found] == [Need.ANYWAY, Need.ANYWAY]
    assert "b.xlsx came with it, for the same place" in found[0].doubts[-1]


# signed sheets


@pytest.fixture(scope="module")
def with_sheets(little_issued: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The little council with its sheets issued."""
    return Workspace(shutil.copytree(little_issued.root, tmp_path_factory.mktemp("issued") / "workspace"))


def test_a_signed_sheet_goes_the_way_of_sheets(with_sheets: Workspace, tmp_path: Path) -> None:
    sheet = with_sheets.outputs / "final" / "verification" / "equity.pdf"
    field = next(name for name in widgets(sheet) if name.endswith("_signature"))
    path = laid(tmp_path, signed(sheet.read_bytes(), field, "Priya Nair"), "holiday.jpg")
    before = tree(with_sheets)
    found = recognise(with_sheets, path)
    assert (found.kind, found.about, found.target, found.is_sure) == (ArrivalKind.SHEET, "equity", "", True)
    accepted = accept(with_sheets, path, found)
    assert accepted.returned is not None
    assert accepted.returned.examined.verdict == "signed"
    assert tree(with_sheets) == before
    with pytest.raises(UsageError, match="There is nothing to take back"):
        undo(with_sheets)


# the command


def run(workspace: Workspace, *arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(penholder, ["arrive", "--workspace", str(workspace.root), *map(str, arguments)])
    return result.exit_code, result.output


def test_the_command_takes_in_what_is_sure_and_tells_the_rest(little: Workspace, tmp_path: Path) -> None:
    sure = laid(tmp_path, another(little), "one.dat")
    doubtful = laid(tmp_path, of_friends(little, "friends"), "two.dat")
    code, said = run(little, sure, doubtful)
    assert code == 2
    assert f"takes the place of {LEADERS}" in said
    assert "what was there is kept in earlier_inputs/1" in said
    assert "--from GROUP or FORM" in said
    code, said = run(little, "--undo")
    assert (code, f"{LEADERS} as before" in said) == (0, True)


def test_the_command_only_looks_where_it_is_asked_to(little: Workspace, tmp_path: Path) -> None:
    before = tree(little)
    path = laid(tmp_path, another(little))
    code, said = run(little, "--look", "--format", "json", path)
    (told,) = json.loads(said)["arrivals"]
    assert (code, told["kind"], told["is_sure"], told["is_put"]) == (0, "checklist", True, False)
    assert tree(little) == before
    assert not (little.root / EARLIER).exists()


@pytest.mark.parametrize("arguments", [(), ("a.bin", "b.bin", "--from", "leaders"), ("--undo",)])
def test_the_command_that_makes_no_sense_is_refused(
    little: Workspace, tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.bin", "b.bin"):
        laid(tmp_path, b"x", name)
    monkeypatch.chdir(tmp_path)
    assert run(little, *arguments)[0] != 0
