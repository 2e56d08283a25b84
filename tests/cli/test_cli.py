"""The command line: what it answers, in which words, with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import main
from engine.workspace import Workspace
from tests.assembly.test_assemble import break_a_reference
from tests.material.real_command import run

pytestmark = pytest.mark.office


def test_help_teaches_the_usual_way() -> None:
    code, output, _ = run("--help")
    assert code == 0
    for command in ("new", "doctor", "framework", "check", "build", "verify"):
        assert f"\n  {command}" in output


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["build", "--edition", "secret"], ["check", "--workspace", "/no/such"]]
)
def test_wrong_usage_is_exit_code_2_and_no_traceback(arguments: list[str]) -> None:
    code, output, errors = run(*arguments)
    assert code == 2
    assert "Traceback" not in output + errors


def test_check_of_the_sample_tells_what_came_in(sample: Workspace) -> None:
    code, output, _ = run("check", "--workspace", str(sample.root))
    assert code == 0
    assert "Wenlow Borough Council · framework 2024-03" in output
    assert "470 of 470 rated" in output
    assert "Next: penholder build." in output


def test_check_as_json_keeps_to_the_contract(sample: Workspace) -> None:
    code, output, _ = run("check", "--workspace", str(sample.root), "--format", "json")
    content = json.loads(output)
    assert code == 0
    assert set(content) == {"findings", "summary", "readings", "returns"}
    keys = {
        "severity",
        "code",
        "file",
        "place",
        "message",
        "fix",
        "about",
        "key",
        "acts",
        "remedy",
        "excerpt",
        "printed",
    }
    assert all(set(finding) == keys for finding in content["findings"])
    assert content["readings"]["expected"] == 94
    for group in content["readings"]["groups"].values():
        assert group["ratings"] + group["blank"] + group["conflicts"] == 94


def test_errors_in_inputs_are_exit_code_3_with_place_and_fix(little: Workspace) -> None:
    break_a_reference(little)
    code, output, _ = run("check", "--workspace", str(little.root))
    assert code == 3
    assert "Errors (" in output
    assert "inputs/narrative/equity.docx › " in output
    assert "Did you mean [D-025]" in output


def test_a_draft_with_errors_is_built_and_still_exit_code_3(little: Workspace) -> None:
    break_a_reference(little)
    code, output, _ = run("build", "--no-pdf", "--workspace", str(little.root))
    assert code == 3
    assert "built in spite of its errors" in output
    assert (little.outputs / "draft" / "report.docx").is_file()


def test_errors_in_templates_are_exit_code_4(little: Workspace) -> None:
    little.template("report.docx").write_bytes(b"not a Word file")
    code, output, errors = run("build", "--no-pdf", "--workspace", str(little.root))
    assert code == 4
    assert "word_templates/report.docx" in output
    assert "Traceback" not in output + errors


def test_a_final_edition_without_libreoffice_is_exit_code_5(little: Workspace) -> None:
    code, _, errors = run("build", "--edition", "final", "--workspace", str(little.root), PENHOLDER_SOFFICE="/none")
    assert code == 5
    assert "needs LibreOffice" in errors
    assert not (little.outputs / "final").exists()


def test_a_draft_without_libreoffice_says_who_made_it(little: Workspace) -> None:
    code, output, errors = run("build", "--workspace", str(little.root), PENHOLDER_SOFFICE="/none")
    assert code == 0
    assert "made by the embedded engine" in output
    assert errors == ""
    manifest = json.loads((little.outputs / "draft" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tools"]["pdf"].startswith("dxpdf")


def test_verify_answers_0_and_after_tampering_6(little: Workspace) -> None:
    run("build", "--no-pdf", "--workspace", str(little.root))
    assert run("verify", "--workspace", str(little.root))[0] == 0
    (little.outputs / "draft" / "report.docx").write_bytes(b"changed")
    code, output, _ = run("verify", "--workspace", str(little.root))
    assert code == 6
    assert "report.docx is not the file that was built" in output


def test_framework_show_as_json_keeps_to_the_contract() -> None:
    code, output, _ = run("framework", "show", "--format", "json")
    content = json.loads(output)
    assert code == 0
    assert set(content) == {"version", "themes", "ratings", "library", "roles", "sources", "official_wording"}
    assert [theme["id"] for theme in content["themes"]] == [
        "working-with-people",
        "providing-support",
        "ensuring-safety",
        "leadership",
    ]
    statement = content["themes"][0]["statements"][0]
    assert set(statement) == {"id", "name", "quality_statement", "items", "blocks"}
    assert set(statement["blocks"][0]) == {"id", "title", "prompts", "data"}
    row = {"id", "group", "text", "information_return", "statement", "document_types", "twelve_months"}
    assert set(content["library"][0]) == row
    assert content["library"][0]["statement"] is None


def test_doctor_names_what_this_machine_has() -> None:
    code, output, _ = run("doctor")
    assert code == 0
    assert "LibreOffice   LibreOffice " in output
    assert "Arial" in output
    assert "missing" in run("doctor", PENHOLDER_SOFFICE="/none")[1]


def test_new_makes_a_sample_that_checks_clean(tmp_path: Path) -> None:
    target = tmp_path / "ours"
    assert run("new", str(target), "--sample")[0] == 0
    assert run("check", "--workspace", str(target))[0] == 0


def test_new_never_overwrites_anything(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("x", encoding="utf-8")
    code, _, errors = run("new", str(tmp_path))
    assert code == 2
    assert "not empty" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]


def test_nothing_is_said_on_the_way_when_piped(little: Workspace) -> None:
    _, _, errors = run("build", "--no-pdf", "--workspace", str(little.root))
    assert errors == ""


def test_a_fault_of_our_own_is_exit_code_1_and_a_sentence(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("deliberate")

    monkeypatch.setattr("engine.commands.check.read", fail)
    with pytest.raises(SystemExit) as stopped:
        main(["check", "--workspace", str(sample.root)])
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert "fault of its own (RuntimeError: deliberate)" in said
    assert "Traceback" not in said
    assert "test_cli.py" in Path(said.partition("with the file ")[2].partition(", which")[0]).read_text(
        encoding="utf-8"
    )


def test_a_reader_who_leaves_early_gets_no_traceback(tmp_path: Path) -> None:
    run("new", str(tmp_path / "blank"))
    command = f'"{sys.executable}" -c "from engine.cli import main; main()"'
    shell = f'{command} check --workspace "{tmp_path}/blank" | head -n 1'
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("Errors (")
