"""Nothing leaves the machine during a build, and nothing from outside the workspace comes in unseen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from engine.assembly.reading import read
from engine.errors import InputError
from engine.findings import Finding, Place
from engine.inspection.inspect import inspect
from engine.progress import Progress
from engine.workspace import Workspace
from tests.material.hostile_drawings import HOSTILE as DRAWINGS
from tests.material.small_drawings import put_in

ELSEWHERE = "http://203.0.113.7/fetched"
"""An address of RFC 5737, which leads nowhere."""

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]


def rewritten(path: Path, change: Callable[[Parts], None]) -> None:
    """An Office file with its parts changed in place."""
    with zipfile.ZipFile(path) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def _related(parts: Parts, owner: str, kind: str) -> None:
    """A relation of a part, rIdFar, to something elsewhere."""
    name = f"word/_rels/{owner}.rels"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    relation = f'<Relationship Id="rIdFar" Type="{_R}/{kind}" Target="{ELSEWHERE}" TargetMode="External"/>'
    parts[name] = parts.get(name, empty).replace(b"</Relationships>", relation.encode() + b"</Relationships>")


def _in_body(parts: Parts, xml: str) -> None:
    body, mark, end = parts["word/document.xml"].rpartition(b"<w:sectPr")
    parts["word/document.xml"] = body + xml.encode() + mark + end


def remote_template(parts: Parts) -> None:
    _related(parts, "settings.xml", "attachedTemplate")
    before, mark, after = parts["word/settings.xml"].partition(b"<w:settings")
    opening, end, rest = after.partition(b">")
    attached = f'<w:attachedTemplate xmlns:r="{_R}" r:id="rIdFar"/>'.encode()
    parts["word/settings.xml"] = before + mark + opening + end + attached + rest


def remote_picture(parts: Parts) -> None:
    _related(parts, "document.xml", "image")
    _in_body(
        parts,
        '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:9pt;height:9pt">'
        f'<v:imagedata xmlns:r="{_R}" r:link="rIdFar"/></v:shape></w:pict></w:r></w:p>',
    )


def fetching_field(parts: Parts) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText>INCLUDEPICTURE "{ELSEWHERE}" \\d</w:instrText></w:r>'
    shown = f"{mark.format('separate')}<w:r><w:t>shown</w:t></w:r>{mark.format('end')}"
    _in_body(parts, f"<w:p>{mark.format('begin')}{code}{shown}</w:p>")


HOSTILE = (remote_template, remote_picture, fetching_field)


def traced(workspace: Workspace, log: Path, *options: str) -> tuple[int, set[str]]:
    """A build's exit code, and the kinds of sockets that it and all programs it started have opened."""
    build = (sys.executable, "-c", "from engine.cli import main; main()", "build", "--workspace", str(workspace.root))
    environment = {**os.environ, "XDG_CACHE_HOME": str(log.parent / "cache")}
    trace = ("strace", "-f", "--seccomp-bpf", "-e", "trace=socket,connect", "-o", str(log))
    done = subprocess.run([*trace, *build, *options], env=environment, capture_output=True, check=False, timeout=300)
    return done.returncode, set(re.findall(r"\bAF_[A-Z0-9]+", log.read_text(encoding="utf-8", errors="replace")))


@pytest.mark.office
def test_a_build_with_word_files_alone_opens_no_socket_but_local_ones(little: Workspace, tmp_path: Path) -> None:
    code, kinds = traced(little, tmp_path / "log", "--no-pdf")
    assert code == 0
    assert kinds <= {"AF_UNIX", "AF_LOCAL"}


@pytest.mark.office
def test_a_build_with_pdfs_of_forms_that_ask_for_more_opens_no_socket_but_local_ones(
    little: Workspace, tmp_path: Path
) -> None:
    for name, change in zip(("equity", "assessing-needs", "overview"), HOSTILE, strict=True):
        rewritten(little.inputs / "narrative" / f"{name}.docx", change)
    drawn = little.inputs / "narrative" / "working-with-people.docx"
    form = Document(str(drawn))
    for make in DRAWINGS.values():
        put_in(form, make(form))
    form.save(str(drawn))
    code, kinds = traced(little, tmp_path / "log")
    assert code == 3
    assert kinds == {"AF_UNIX"}  # LibreOffice's own; that there is one shows that its calls were seen
    for document in (little.outputs / "draft").rglob("*.docx"):
        with zipfile.ZipFile(document) as package:
            assert not [name for name in package.namelist() if ELSEWHERE.encode() in package.read(name)]


@pytest.mark.parametrize("change", HOSTILE)
def test_a_template_that_would_fetch_something_is_refused(change: Callable[[Parts], None], sample: Workspace) -> None:
    path = sample.template("verification_sheet.docx")
    rewritten(path, change)
    remarks = inspect(path.read_bytes(), Place("word_templates/verification_sheet.docx")).remarks
    assert "W-07" in [remark.finding.code for remark in remarks]


# out of the workspace


def _found(workspace: Workspace, file: str) -> list[Finding]:
    findings = read(workspace, Progress()).judgement.findings
    return [finding for finding in findings if finding.severity == "error" and finding.place.file == file]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["../secret.png", "brand/../../secret.png", "{absolute}"])
def test_a_logo_outside_the_inputs_is_refused(path: str, sample: Workspace) -> None:
    secret = sample.root / "secret.png"
    secret.write_bytes((sample.inputs / "brand" / "logo.png").read_bytes())
    named = path.format(absolute=secret)
    council = sample.inputs / "council.yaml"
    said = council.read_text(encoding="utf-8")
    assert "brand/logo.png" in said
    council.write_text(said.replace("brand/logo.png", named), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read(sample, Progress())
    assert [f for f in refused.value.findings if f.place.file == "inputs/council.yaml" and named[:20] in f.message]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["brand/logo.png", "narrative/equity.docx"])
def test_an_input_that_is_a_link_out_of_the_workspace_is_an_error(name: str, sample: Workspace) -> None:
    path = sample.inputs / name
    moved = sample.root.parent / path.name
    path.rename(moved)
    path.symlink_to(moved)
    (finding,) = _found(sample, f"inputs/{name}")
    assert finding.code == "I-09"
    assert str(moved.resolve()) in finding.message


@pytest.mark.slow
def test_a_folder_that_is_a_link_out_of_the_workspace_is_an_error(sample: Workspace) -> None:
    folder = sample.inputs / "checklists"
    folder.rename(sample.root.parent / "elsewhere")
    folder.symlink_to(sample.root.parent / "elsewhere")
    assert [finding.code for finding in _found(sample, "inputs/checklists")] == ["I-09"]


@pytest.mark.slow
def test_a_link_that_stays_in_the_workspace_is_no_fault(sample: Workspace) -> None:
    path = sample.inputs / "brand" / "logo.png"
    path.rename(path.with_name("council.png"))
    path.symlink_to(path.with_name("council.png"))
    assert _found(sample, "inputs/brand/logo.png") == []
