"""Official wording imported from a workbook: from one built in small here, and from the guidance's own beside us."""

from __future__ import annotations

import copy
import json
import random
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml
from click.testing import CliRunner
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from engine.cli.main import penholder
from engine.commands.framework_import import ImportedWording, import_wording
from engine.errors import InputError, UsageError
from engine.framework.catalogue import PARTS, framework_file, load_framework
from engine.framework.difference import word_difference
from engine.framework.listing import framework_json
from engine.framework.matching import match
from engine.model.edition import Edition
from engine.model.framework import Framework
from engine.progress import Progress
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import ROOT
from tests.material.small_office import resaved
from tests.material.small_workbook import HEADINGS, LABEL, SmallWorkbook

REFERENCE = ROOT.parent / "shared" / "reference"
WORKBOOK, CHECKLIST = REFERENCE / "workbook-part-2.docx", REFERENCE / "stage-1-checklist.xlsx"
with_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the published guidance is kept beside the repository, and there is none here."
)


@pytest.fixture
def ours(tmp_path: Path) -> Workspace:
    """A workspace with nothing in it: it uses the house framework and the house layout."""
    (tmp_path / "ours" / "inputs").mkdir(parents=True)
    return Workspace(tmp_path / "ours")


@pytest.fixture
def small(framework: Framework) -> SmallWorkbook:
    return SmallWorkbook(framework)


def _changes(imported: ImportedWording) -> list[tuple[str, str]]:
    return [(change.kind, change.about) for change in imported.changes]


def _messages(imported: ImportedWording, code: str) -> list[str]:
    return [finding.message for finding in imported.findings if finding.code == code]


def _texts(framework: Framework) -> list[str]:
    return [item.text for item in framework.items.values()]


# what an import brings


@pytest.mark.slow
def test_a_workbook_brings_items_blocks_library_and_sources(
    ours: Workspace, small: SmallWorkbook, framework: Framework, tmp_path: Path
) -> None:
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    assert made.framework.official_parts == PARTS
    assert made.framework.items == framework.items
    assert [r.id for r in made.framework.library] == [r.id for r in framework.library]
    assert [(r.text, r.statement, r.information_return, r.group) for r in made.framework.library] == [
        (r.text, r.statement, r.information_return, r.group) for r in framework.library
    ]
    assert made.framework.sources == framework.sources
    for new, old in zip(made.framework.statements, framework.statements, strict=True):
        assert [(b.id, b.prompts, b.data) for b in new.blocks] == [(b.id, b.prompts, b.data) for b in old.blocks]
        assert [b.title for b in new.blocks] == list(HEADINGS.values())
        assert new.text == old.text


def test_a_look_tells_what_an_import_would_and_writes_nothing(
    ours: Workspace, small: SmallWorkbook, tmp_path: Path
) -> None:
    book = small.excel(tmp_path / "checklist.xlsx")
    seen = import_wording(ours, book, is_look=True)
    assert not (ours.inputs / "framework").exists()
    made = import_wording(ours, book)
    assert made.path
    told = {"is_put": True, "written": made.path.name}
    assert seen.as_json()["import"] | told == made.as_json()["import"]
    assert seen.framework == made.framework


def test_a_checklist_brings_its_items_and_the_rest_stays(
    ours: Workspace, small: SmallWorkbook, framework: Framework, tmp_path: Path
) -> None:
    small.items["equity"][0] = "The council asks people who are seldom heard what stands in their way."
    made = import_wording(ours, small.excel(tmp_path / "checklist.xlsx"))
    assert made.framework.official_parts == ("items",)
    assert made.framework.official_wording
    assert made.framework.items["equity.01"].text == small.items["equity"][0]
    assert (made.framework.library, made.framework.sources) == (framework.library, framework.sources)
    assert [s.blocks for s in made.framework.statements] == [s.blocks for s in framework.statements]


def test_the_framework_in_use_is_then_the_imported_one(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    assert made.path == framework_file(ours) == ours.inputs / "framework" / "2024-03.1.yaml"
    assert framework_json(load_framework(framework_file(ours)))["official_wording"] is True


def test_the_file_is_left_as_it_was(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    path = small.word(tmp_path / "workbook.docx")
    before = path.read_bytes()
    import_wording(ours, path)
    assert path.read_bytes() == before


# a later edition


@pytest.mark.slow
def test_the_same_wording_again_writes_nothing(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    import_wording(ours, small.word(tmp_path / "workbook.docx"))
    again = import_wording(ours, small.word(tmp_path / "again.docx"))
    assert (again.path, again.changes) == (None, ())
    assert len(list((ours.inputs / "framework").iterdir())) == 1


@pytest.mark.slow
def test_a_later_edition_keeps_ids_and_gives_new_ones(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    first = import_wording(ours, small.word(tmp_path / "first.docx"))
    items = small.items["safeguarding"]
    dropped = items.pop(3)
    items[0] = items[0].replace("council", "local authority") + " It says so every year."
    items.insert(0, "Robots water the municipal tulips on Tuesdays with enthusiasm.")
    second = import_wording(ours, small.word(tmp_path / "second.docx"), "2026-01")
    assert _changes(second) == [
        ("new", "safeguarding.16"),
        ("reworded", "safeguarding.01"),
        ("dropped", "safeguarding.04"),
    ]
    assert [item for item in second.framework.items if item.startswith("safeguarding")][:3] == [
        "safeguarding.16",
        "safeguarding.01",
        "safeguarding.02",
    ]
    assert first.path
    assert second.path
    assert second.path.name == "2026-01.yaml"
    assert framework_file(ours) == second.path
    assert load_framework(first.path) == first.framework
    retired = yaml.safe_load(second.path.read_text(encoding="utf-8"))["retired"]
    assert retired == [{"id": "safeguarding.04", "text": dropped}]


@pytest.mark.slow
def test_an_id_is_never_given_again(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    import_wording(ours, small.word(tmp_path / "1.docx"))
    last = small.items["learning"].pop()
    import_wording(ours, small.word(tmp_path / "2.docx"))
    small.items["learning"].append("Nothing like it has ever been asked: are the lamps lit by dusk?")
    third = import_wording(ours, small.word(tmp_path / "3.docx"))
    assert _changes(third) == [("new", "learning.11")]
    assert last not in _texts(third.framework)


@pytest.mark.slow
def test_items_in_another_order_keep_their_ids(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    import_wording(ours, small.word(tmp_path / "1.docx"))
    small.items["equity"].reverse()
    made = import_wording(ours, small.word(tmp_path / "2.docx"))
    assert [i for i in made.framework.items if i.startswith("equity")] == [f"equity.{n:02}" for n in (5, 4, 3, 2, 1)]
    assert made.changes == ()


@pytest.mark.slow
def test_a_text_that_could_be_two_is_not_guessed(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    small.items["equity"][:2] = [
        "The council asks seldom heard groups in the north about barriers to their care and support.",
        "The council asks seldom heard groups in the south about barriers to their care and support.",
    ]
    import_wording(ours, small.word(tmp_path / "1.docx"))
    small.items["equity"][:2] = ["The council asks seldom heard groups about barriers to their care and support."]
    made = import_wording(ours, small.word(tmp_path / "2.docx"))
    assert ("new", "equity.06") in _changes(made)
    (message,) = _messages(made, "I-33")
    assert "equity.01 or equity.02" in message


@pytest.mark.slow
def test_the_first_import_knows_items_in_other_words(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    items = small.items["care-provision"]
    small.items["care-provision"] = [" ".join(text.split()[: len(text.split()) * 2 // 3]) for text in items]
    small.items["care-provision"].insert(2, "Robots water the municipal tulips on Tuesdays.")
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    ids = [i for i in made.framework.items if i.startswith("care-provision")]
    assert ids == [f"care-provision.{n:02}" for n in (1, 2, 12, *range(3, 12))]


@pytest.mark.parametrize(
    ("version", "says"), [("2020-01", "comes before"), ("2024-03", "or is it"), ("../x", "no name")]
)
def test_a_version_that_would_not_be_used_is_refused(
    ours: Workspace, small: SmallWorkbook, tmp_path: Path, version: str, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        import_wording(ours, small.word(tmp_path / "workbook.docx"), version)
    assert not (ours.inputs / "framework").exists()


def test_versions_are_counted_as_numbers(tmp_path: Path) -> None:
    (tmp_path / "inputs" / "framework").mkdir(parents=True)
    for version in ("2024-03", "2024-03.2", "2024-03.10", "2024-03.9"):
        (tmp_path / "inputs" / "framework" / f"{version}.yaml").touch()
    assert framework_file(Workspace(tmp_path)).stem == "2024-03.10"


# irregular print


@pytest.mark.slow
def test_a_misspelt_rating_is_no_sixth_one(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    small.ratings["care-provision"][4] = "Don' know"
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    assert any("Don' know" in message and "Don’t know" in message for message in _messages(made, "I-34"))
    assert len(made.framework.items) == 94


@pytest.mark.slow
def test_flags_and_names_of_the_library_are_read_whatever_their_case_and_punctuation(
    ours: Workspace, small: SmallWorkbook, framework: Framework, tmp_path: Path
) -> None:
    small.library[20][0] = "YEs"
    small.library[44][2] = "Governance, "
    small.library[10][2] = ""
    small.library[12][3] = "Bespoke"
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    rows = {row.id: row for row in made.framework.library}
    assert rows["LIB-21"].information_return
    assert rows["LIB-45"].statement == "governance"
    assert rows["LIB-11"].statement == ""
    assert rows["LIB-13"].document_types == ("Bespoke report",)
    told = " ".join(_messages(made, "I-34"))
    assert all(printed in told for printed in ('"YEs"', '"Governance,"', '"Bespoke"', rows["LIB-11"].text[:40]))


@pytest.mark.slow
def test_a_second_list_of_prompts_is_data(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    small.extra_lines["safeguarding", "evidence"] = [LABEL, "· How many concerns came in"]
    small.extra_lines["safeguarding", "plans"] = ["Can we point to progress?"]
    small.extra_lines["safeguarding", "documents"] = ["· The board's yearly report"]
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    blocks = {b.id: b for s in made.framework.statements if s.id == "safeguarding" for b in s.blocks}
    assert blocks["evidence"].data == ("How many concerns came in",)
    assert blocks["plans"].prompts[-1] == "Can we point to progress?"
    assert blocks["documents"].documents == ("The board's yearly report",)
    told = [finding for finding in made.findings if finding.about == "safeguarding"]
    assert [finding.place.where.partition(",")[0] for finding in told] == ["table 15", "table 15"]


def test_cqcs_own_wording_of_a_statement_stays_and_the_other_is_told(
    ours: Workspace, small: SmallWorkbook, framework: Framework, tmp_path: Path
) -> None:
    path = small.word(tmp_path / "workbook.docx")
    document = Document(str(path))
    quoted = next(p for p in document.paragraphs if p.text == framework.statements[4].text)
    quoted.text = quoted.text.replace("our duty", "out duty")
    document.save(str(path))
    made = import_wording(ours, path)
    assert made.framework.statements[4].text == framework.statements[4].text
    assert any("[was: our] [now: out]" in message for message in _messages(made, "I-34"))


@pytest.mark.slow
def test_sentences_that_have_run_together_are_kept_and_told(
    ours: Workspace, small: SmallWorkbook, tmp_path: Path
) -> None:
    small.extra_lines["learning", "evidence"] = ["· What do lamps tell us? of the harbour at night"]
    made = import_wording(ours, small.word(tmp_path / "workbook.docx"))
    texts = [text for s in made.framework.statements for b in s.blocks for text in (*b.prompts, *b.data)]
    assert "What do lamps tell us? of the harbour at night" in texts
    assert any("run together" in message for message in _messages(made, "I-34"))


def test_a_request_to_the_reader_is_no_source(
    ours: Workspace, small: SmallWorkbook, framework: Framework, tmp_path: Path
) -> None:
    path = small.word(tmp_path / "workbook.docx")
    document = Document(str(path))
    document.add_paragraph("Write to team@example.org if something is missing.")
    document.save(str(path))
    made = import_wording(ours, path)
    assert made.framework.sources == framework.sources
    assert sum("team@example.org" in message for message in _messages(made, "I-36")) == 1


@pytest.mark.slow
def test_a_library_row_under_no_group_goes_to_its_statements_theme(
    ours: Workspace, small: SmallWorkbook, framework: Framework, tmp_path: Path
) -> None:
    path = small.word(tmp_path / "workbook.docx")
    document = Document(str(path))
    for table in document.tables:
        if table.rows[0].cells[0].text == "CQC IR":
            table._tbl.remove(table.rows[1]._tr)
    document.save(str(path))
    made = import_wording(ours, path)
    expected = [row.group for row in framework.library]
    assert [row.group for row in made.framework.library] == expected
    assert sum("under no group" in message for message in _messages(made, "I-34")) == 52


def test_a_part_that_is_not_there_is_told_and_stays(
    ours: Workspace, small: SmallWorkbook, framework: Framework, tmp_path: Path
) -> None:
    path = small.word(tmp_path / "workbook.docx")
    document = Document(str(path))
    for table in document.tables:
        if len(table.columns) == 5:
            document.element.body.remove(table._tbl)
    document.save(str(path))
    made = import_wording(ours, path)
    assert made.framework.library == framework.library
    assert made.framework.official_parts == tuple(part for part in PARTS if part != "library")
    assert _messages(made, "I-31") == ["The library (Section D) was not found. The wording in use stays."]


# files that are no such workbook


@pytest.mark.parametrize("name", ["letter.docx", "list.xlsx"])
def test_a_file_without_checklists_is_named(ours: Workspace, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("docx"):
        Document().save(str(path))
    else:
        openpyxl.Workbook().save(path)
    _refused(ours, path, "I-30", "No checklist was found")


@pytest.mark.parametrize(("name", "content"), [("w.docx", b""), ("w.xlsx", b"PK\3\4 no"), ("w.pdf", b"%PDF-1.7")])
def test_a_file_that_cannot_be_read_is_named(ours: Workspace, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    _refused(ours, path, "I-30", "")


def test_broken_xml_is_told_in_words(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    with zipfile.ZipFile(small.word(tmp_path / "w.docx")) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name)[: 900 if name == "word/document.xml" else None])
    _refused(ours, path, "I-30", "damaged")


def test_a_workbook_without_one_of_its_checklists_is_refused(
    ours: Workspace, small: SmallWorkbook, tmp_path: Path
) -> None:
    small.items["equity"].clear()
    _refused(ours, small.word(tmp_path / "workbook.docx"), "I-32", "Equity in experiences and outcomes")


def _refused(workspace: Workspace, path: Path, code: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        import_wording(workspace, path)
    finding = caught.value.findings[0]
    assert (finding.code, finding.place.file) == (code, path.name)
    assert says in finding.message
    assert finding.fix
    assert not (workspace.inputs / "framework").exists()


# matching and telling differences


def test_spaces_quotes_and_case_make_no_difference() -> None:
    assert match(["People's care", "B and C"], ["b & c", "people’s\u00a0care"], False).pairs == (1, 0)


def test_a_difference_is_told_by_word() -> None:
    told = word_difference("People can easily reach the help they need", "People can quickly reach help they need now")
    assert told == "People can [was: easily] [now: quickly] reach [gone: the] help they need [added: now]"


def test_long_stretches_without_a_change_are_cut() -> None:
    before = " ".join(f"w{number}" for number in range(40))
    assert word_difference(before, before + " end") == "… w36 w37 w38 w39 [added: end]"


# on the command line


def test_the_command_says_what_is_in_use(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    path = small.word(tmp_path / "workbook.docx")
    done = CliRunner().invoke(penholder, ["framework", "import", str(path), "--workspace", str(ours.root)])
    assert done.exit_code == 0
    assert "Written: inputs/framework/2024-03.1.yaml. It is now in use." in done.output
    assert "94 checklist items" in done.output
    again = CliRunner().invoke(penholder, ["framework", "import", str(path), "--workspace", str(ours.root)])
    assert "Nothing was written." in again.output


@pytest.mark.slow
def test_the_command_lists_changes_as_json(ours: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    import_wording(ours, small.word(tmp_path / "1.docx"))
    small.items["equity"][0] += " Always."
    arguments = ["framework", "import", str(small.word(tmp_path / "2.docx")), "--workspace", str(ours.root)]
    told = json.loads(CliRunner().invoke(penholder, [*arguments, "--format", "json"]).output)
    assert [(c["kind"], c["about"]) for c in told["import"]["changes"]] == [("reworded", "equity.01")]
    assert told["import"]["written"] == "2024-03.2.yaml"


@pytest.mark.office
def test_the_sample_builds_in_imported_wording(sample: Workspace, small: SmallWorkbook, tmp_path: Path) -> None:
    small.library[0][1] += "\n· one\n· two"
    import_wording(sample, small.word(tmp_path / "workbook.docx"))
    built = build(sample, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert built.reading.assessment.framework.version == "2024-03.1"


# the guidance itself, whole and as councils' copies have it


def _as_it_is(document: WordDocument) -> None:
    """Nothing changed."""


def _split_runs(document: WordDocument) -> None:
    """Every run cut in two, as spelling marks do."""
    for run in list(document.element.body.iter(qn("w:r"))):
        text = run.find(qn("w:t"))
        if text is not None and len(text.text or "") > 3:
            second = copy.deepcopy(run)
            run.addnext(second)
            second.find(qn("w:t")).text, text.text = text.text[3:], text.text[:3]
            for part in (text, second.find(qn("w:t"))):
                part.set(qn("xml:space"), "preserve")


def _repeated_headers(document: WordDocument) -> None:
    """Every table's first row again further down, as if the table had been put together of two."""
    for table in document.tables:
        if len(table.rows) > 4 and len(table.columns) > 1:
            table.rows[3]._tr.addprevious(copy.deepcopy(table.rows[0]._tr))


def _inserted_column(document: WordDocument) -> None:
    """A column of numbers before the items, and before the rows of the library."""
    for table in document.tables:
        if len(table.columns) > 1:
            for number, row in enumerate(table.rows):
                cell = copy.deepcopy(row._tr.tc_lst[0])
                row._tr.tc_lst[0].addprevious(cell)
                for paragraph in cell.iter(qn("w:p")):
                    for run in list(paragraph.iter(qn("w:r"))):
                        paragraph.remove(run)
                    Paragraph(paragraph, table).add_run(str(number) if number else "No.")


def _word_lists(document: WordDocument) -> None:
    """Bullets of Word instead of typed ones."""
    for paragraph in (p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs):
        if paragraph.text.startswith("· "):
            paragraph.text = paragraph.text[2:]
            paragraph.style = document.styles["List Bullet"]


@pytest.mark.slow
def test_a_copy_that_was_much_edited_is_read_alike(
    ours: Workspace, small: SmallWorkbook, framework: Framework, tmp_path: Path
) -> None:
    path = small.word(tmp_path / "workbook.docx")
    document = Document(str(path))
    for change in (_split_runs, _repeated_headers, _inserted_column, _word_lists):
        change(document)
    document.save(str(path))
    made = import_wording(ours, path).framework
    assert made.items == framework.items
    assert [row.text for row in made.library] == [row.text for row in framework.library]
    assert [[b.prompts for b in s.blocks] for s in made.statements] == [
        [b.prompts for b in s.blocks] for s in framework.statements
    ]


@pytest.mark.slow
@with_reference
@pytest.mark.parametrize("change", [_as_it_is, _split_runs, _repeated_headers, _inserted_column, _word_lists])
def test_the_guidance_is_read_to_the_letter(
    ours: Workspace, tmp_path: Path, change: Callable[[WordDocument], None]
) -> None:
    document = Document(str(WORKBOOK))
    change(document)
    document.save(str(tmp_path / "copy.docx"))
    made = import_wording(ours, tmp_path / "copy.docx").framework
    blocks = [block for statement in made.statements for block in statement.blocks]
    assert _texts(made) == _expected()
    assert list(made.items) == list(load_framework(ROOT / "data_schemas/framework/2024-03.yaml").items)
    assert (len(blocks), sum(len(b.prompts) for b in blocks), sum(len(b.data) for b in blocks)) == (54, 144, 25)
    assert [row.id for row in made.library] == [f"LIB-{number:02}" for number in range(1, 53)]
    assert sum(row.information_return for row in made.library) == 47
    assert sum(row.twelve_months for row in made.library) == 12
    assert Counter(source.group for source in made.sources) == {"data-pack": 2, "lg-inform": 10, "other": 4}
    assert [item.id for item in made.items.values() if item.same_as] == ["healthier-lives.06", "partnerships.07"]


@with_reference
def test_rows_of_the_guidances_library_keep_the_ids_of_the_house(
    ours: Workspace, tmp_path: Path, framework: Framework
) -> None:
    made = import_wording(ours, WORKBOOK).framework
    assert [(r.id, r.group, r.statement, r.information_return, r.twelve_months) for r in made.library] == [
        (r.id, r.group, r.statement, r.information_return, r.twelve_months) for r in framework.library
    ]


def _disordered(path: Path) -> Path:
    """The checklist with its sheets in another order and renamed, and a column before the items."""
    book = openpyxl.load_workbook(CHECKLIST)
    for sheet in random.Random(5).sample(book.worksheets, len(book.worksheets)):
        book.move_sheet(sheet, 20)
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number}"
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_cols(1)
        sheet.insert_rows(6)
        for column in range(1, 9):
            sheet.cell(6, column, sheet.cell(3, column).value)
    book.save(path)
    return path


@pytest.mark.slow
@with_reference
@pytest.mark.parametrize("make", [lambda path: shutil.copy(CHECKLIST, path), _disordered])
def test_the_guidances_checklist_is_read_to_the_letter(
    ours: Workspace, tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "checklist.xlsx")
    assert _texts(import_wording(ours, tmp_path / "checklist.xlsx").framework) == _expected()


@with_reference
def test_the_checklist_says_nothing_new_after_the_workbook(ours: Workspace) -> None:
    import_wording(ours, WORKBOOK)
    assert import_wording(ours, CHECKLIST).path is None


@pytest.mark.office
@with_reference
def test_a_copy_saved_by_libreoffice_is_read_alike(ours: Workspace, tmp_path: Path) -> None:
    assert _texts(import_wording(ours, resaved(WORKBOOK, tmp_path)).framework) == _expected()


@with_reference
def test_each_irregularity_of_the_guidance_is_told(ours: Workspace) -> None:
    told = [finding.message for finding in import_wording(ours, WORKBOOK).findings]
    for printed in (
        "YEs",
        "Governance,",
        "Principle Social Worker",
        "egg",
        "Heath Care",
        "Route ASC",
        "Policy & procedure",
    ):
        assert any(printed in message for message in told), printed


def _expected() -> list[str]:
    content = json.loads((REFERENCE / "expected-framework.json").read_text(encoding="utf-8"))
    return [item["text"] for statement in content["quality_statements"] for item in statement["items"]]
