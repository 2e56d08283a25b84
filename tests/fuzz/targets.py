"""Every file that penholder reads, from the lists that its own code goes by, each with what reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from openpyxl import load_workbook
from PIL import Image

from engine.framework.catalogue import framework_file, load_framework
from engine.sources.checklists.endings import KINDS as CHECKLISTS
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace, house
from tests.fuzz.grounds import Ground
from tests.material.small_signing import signed
from tests.material.small_workbook import SmallWorkbook

_HERE = Path(__file__).parent.parent
_CHECK = ("check", "--format", "json", "--all")
_BUILD = ("build", "--no-pdf", "--format", "json")


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of file. place: in a ground. ways: what may read it there, each with its ground; seeds: sound files."""

    name: str
    place: str
    ways: tuple[tuple[Ground, tuple[str, ...]], ...]
    seeds: tuple[bytes, ...]


def targets(issued: Workspace) -> tuple[Target, ...]:
    """All of them. issued: the sample council's final edition on the register, for what is made with sheets."""
    with TemporaryDirectory() as folder:
        made = (*_inputs(), *_rules(), *_templates(), *_official(Path(folder)), *_of_sheets(issued))
    return tuple(made)


def _input(place: str, *seeds: bytes, name: str = "") -> Target:
    """An input is mostly checked by itself, sometimes in the small council's edition, seldom among all the others."""
    alone = ((Ground.INPUTS, _CHECK),) * 116
    ways = (*alone, *((Ground.TEMPLATES, _BUILD),) * 3, (Ground.SAMPLE, _CHECK))
    return Target(name or place.rpartition("/")[2], f"inputs/{place}", ways, seeds)


def _inputs() -> Iterator[Target]:
    sample = house() / "inputs"
    yield _input("council.yaml", (sample / "council.yaml").read_bytes())
    yield _input(
        "decisions.yaml", b"- group: leaders\n  item: equity.01\n  rating: Tend to agree\n  why: Told by phone.\n"
    )
    yield _input("previous.json", (sample / "previous.json").read_bytes())
    for name in ("evidence.xlsx", "endorsements.xlsx"):
        yield _input(name, (sample / name).read_bytes())
    forms = sample / "narrative"
    overview = (forms / "overview.docx").read_bytes()
    yield _input("narrative/overview.docx", overview, name="overview form")
    yield _input("narrative/equity.docx", (forms / "equity.docx").read_bytes(), name="statement form")
    theme = load_framework(framework_file(Workspace(house()))).themes[0].id
    yield _input(f"narrative/{theme}.docx", overview, name="theme form")
    for ending in CHECKLISTS:
        yield _input(f"checklists/leaders{ending}", *_checklists(ending), name=f"checklist {ending}")
    logo = (sample / "brand" / "logo.png").read_bytes()
    yield _input("brand/logo.png", logo, *(_picture(form) for form in ("PNG", "JPEG", "GIF", "TIFF", "BMP")))
    yield _input("brand/logo.jpg", _picture("JPEG"))


def _checklists(ending: str) -> list[bytes]:
    """As they come back in each format."""
    returned = [path.read_bytes() for path in sorted((_HERE / "returned").glob(f"*{ending}"))]
    sample = house() / "inputs" / "checklists" / "leaders.xlsx"
    if ending == ".csv":
        rows = load_workbook(sample, read_only=True).worksheets[1].iter_rows(values_only=True)
        return ["\n".join(",".join(f'"{cell or ""}"' for cell in row) for row in rows).encode()]
    return [*returned, sample.read_bytes()] if ending in (".xlsx", ".xlsm") else returned


def _picture(form: str) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(buffer, form)
    return buffer.getvalue()


def _rules() -> Iterator[Target]:
    """Schemas and frameworks, which councils alter."""
    for path in sorted((house() / "data_schemas").rglob("*.yaml")):
        place = path.relative_to(house()).as_posix()
        ways: list[tuple[Ground, tuple[str, ...]]] = [
            *((Ground.INPUTS, _CHECK),) * 30,
            (Ground.INPUTS, ("forms",)),
            (Ground.TEMPLATES, _BUILD),
        ]
        if "framework" in place:
            ways.append((Ground.INPUTS, ("framework", "show")))
        yield Target(f"schema {path.name}", place, tuple(ways), (path.read_bytes(),))


def _templates() -> Iterator[Target]:
    known = [house() / "word_templates" / kind for kind in TemplateKind]
    for path in (*known, *sorted((house() / "word_templates").glob("*.txt"))):
        place = f"word_templates/{path.name}"
        alone = () if path.suffix == ".txt" else ((Ground.INPUTS, ("template", "fields", place)),)
        looked = ((Ground.INPUTS, ("template", "check", *([place] if alone else []))),) * 40
        whole = ((Ground.TEMPLATES, _BUILD), (Ground.TEMPLATES, ("template", "brand")))
        yield Target(path.name, place, (*looked, *alone * 4, *whole * 2), (path.read_bytes(),))


def _official(folder: Path) -> Iterator[Target]:
    """The guidance's workbook, as Word and Excel files."""
    book = SmallWorkbook(load_framework(framework_file(Workspace(house()))))
    for path in (book.word(folder / "official.docx"), book.excel(folder / "official.xlsx")):
        yield Target(
            f"official {path.suffix}",
            path.name,
            ((Ground.INPUTS, ("framework", "import", path.name)),),
            (path.read_bytes(),),
        )


def _of_sheets(issued: Workspace) -> Iterator[Target]:
    """What comes back, and what is kept of what went out."""
    final, sheet = issued.outputs / "final", (issued.outputs / "final" / "verification" / "equity.pdf").read_bytes()
    with pypdfium2.PdfDocument(sheet) as pdf:
        scan = pdf[0].render(scale=2).to_pil()
    for ending, seeds in {
        ".pdf": (sheet, signed(sheet, "equity_signature", "Priya Nair"), _saved(scan, "PDF")),
        ".png": (_saved(scan, "PNG"),),
        ".jpg": (_saved(scan, "JPEG"),),
        ".zip": (_zipped(sheet),),
        ".eml": (_mailed(sheet),),
    }.items():
        name = f"returned{ending}"
        yield Target(name, name, ((Ground.SHEETS, ("signoff", "receive", name)),), seeds)
    status, verify = ("signoff", "status", "--format", "json"), ("verify", "--format", "json")
    kept: dict[Path, tuple[tuple[str, ...], ...]] = {
        issued.register: (status, ("signoff", "status"), verify, ("signoff", "issue")),
        issued.register.parent / "register.last": (status, verify),
        next(issued.register.parent.glob("issued/*.json")): (status, ("signoff", "issue")),
        final / "manifest.json": (verify, ("signoff", "issue"), _BUILD),
        final / "record.json": (("compare", "outputs/final", "outputs/final/record.json"),),
    }
    for path, commands in kept.items():
        place = path.relative_to(issued.root).as_posix()
        ways = tuple((Ground.SHEETS, command) for command in commands)
        yield Target("issued .json" if "issued" in place else path.name, place, ways, (path.read_bytes(),))


def _saved(picture: Image.Image, form: str) -> bytes:
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, form)
    return buffer.getvalue()


def _zipped(sheet: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("equity.pdf", sheet)
    return buffer.getvalue()


def _mailed(sheet: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Signed", "a@example.org", "b@example.org"
    message.set_content("Here it is.")
    message.add_attachment(sheet, maintype="application", subtype="pdf", filename="equity.pdf")
    return bytes(message)
