"""A council's brand: through the theme into everything that follows it, and into no word."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from engine.assembly.reading import Reading, read
from engine.commands.brand import apply_brand
from engine.commands.check import check
from engine.errors import InputError, UsageError
from engine.findings import Finding, Place
from engine.model.council import Brand, Council
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.templates.brand.apply import branded
from engine.templates.brand.artwork import decorations, redrawn
from engine.templates.brand.contrast import contrast, nearest, weak_pairs
from engine.templates.brand.theme import read_theme, varied
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.templates.letters import LETTERS
from engine.templates.palette import Colour, read_palette
from engine.word.package import STYLES, THEME, Package
from engine.workspace import Workspace, house
from tests.assembly.test_pack import words
from tests.building import build, build_order
from tests.commands.test_up_to_date import outputs
from tests.material.real_command import run

PLUM = (
    'colours: {deep: "#4A1942", wash: "#F7F0F6", lead: "#7B3F80", hair: "#D9C3D6"}, fonts: {headings: Liberation Serif}'
)
NAVY = (
    'colours: {ink: "#111111", deep: "#0B2545", wash: "#EEF4FA", lead: "#8A4B00", alert: "#7A1F1F", hair: "#B8C7D9"}, '
    "fonts: {headings: Liberation Sans, text: Liberation Serif}"
)


@pytest.fixture(scope="module")
def drafted(little_drafted: Workspace) -> Workspace:
    """The little council: nothing here depends on how many statements there are."""
    return little_drafted


def choose(workspace: Workspace, brand: str) -> None:
    path = workspace.inputs / "council.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("brand: {", f"brand: {{{brand}, "), encoding="utf-8")


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def parts(workspace: Workspace, name: str = "report.docx") -> Package:
    return Package.read(workspace.template(name).read_bytes())


def in_brand(data: bytes, council: Council) -> tuple[bytes, tuple[Finding, ...]]:
    made = branded(data, council, Place("word_templates/report.docx"))
    return made.data, made.findings


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((0x1D, 0x26, 0x2B), (255, 255, 255), 15.4),
        ((0x1A, 0x6A, 0x72), (0xEE, 0xF4, 0xF3), 5.6),
        ((0x77, 0x77, 0x77), (255, 255, 255), 4.48),
    ],
)
def test_contrast_is_that_of_wcag(one: tuple[int, int, int], other: tuple[int, int, int], ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.05)
    assert contrast(other, one) == contrast(one, other)


def test_the_nearest_passing_colour_keeps_its_hue_and_just_passes() -> None:
    better = nearest((0x77, 0x77, 0x77), (255, 255, 255), 4.5)
    assert better == (0x76, 0x76, 0x76)
    orange = nearest((255, 140, 0), (255, 255, 255), 4.5)
    assert orange is not None
    assert 4.5 <= contrast(orange, (255, 255, 255)) < 4.7
    assert orange[0] > orange[1] > orange[2]


COLOURS = st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
NAMES = ("ink", "paper", "deep", "wash", "lead", "alert", "second", "third", "slate", "hair", "link", "visited")


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(NAMES), COLOURS, min_size=1))
def test_whoever_takes_every_hint_has_colours_that_can_be_told_apart(chosen: dict[str, Colour]) -> None:
    theme = read_theme(Package.read((house() / "word_templates" / "report.docx").read_bytes()))
    assert theme is not None
    colours = {**theme.colours, **chosen}
    weak = list(weak_pairs(colours, chosen))
    hints = {pair.change: pair.better for pair in weak}
    assert len({(pair.change, pair.better) for pair in weak}) == len(hints), "one value for each colour"
    assert list(weak_pairs({**colours, **hints}, {**chosen, **hints})) == []


def test_a_colour_that_passes_stays_itself() -> None:
    assert nearest((18, 64, 74), (255, 255, 255), 4.5) == (18, 64, 74)


def test_tints_and_shades_are_words() -> None:
    assert varied((0x80, 0x80, 0x80), "80", None) == pytest.approx((0xBF, 0xBF, 0xBF), abs=1)
    assert varied((0x80, 0x80, 0x80), None, "80") == pytest.approx((0x40, 0x40, 0x40), abs=1)


@pytest.mark.parametrize("brand", [PLUM, NAVY])
def test_colours_and_fonts_change_and_no_word_and_no_fingerprint(
    mine: Workspace, drafted: Workspace, brand: str
) -> None:
    choose(mine, brand)
    apply_brand(mine, None)
    build(mine, Edition.DRAFT, with_pdf=False, progress=Progress())
    for name in outputs(drafted):
        assert words(mine.outputs / "draft" / name) == words(drafted.outputs / "draft" / name)
    told = [
        {
            name: entry.get("fingerprint")
            for name, entry in json.loads((w.outputs / "draft" / "manifest.json").read_bytes())["outputs"].items()
        }
        for w in (mine, drafted)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("brand", "deep", "font"), [(PLUM, (0x4A, 0x19, 0x42), "Sans"), (NAVY, (0x0B, 0x25, 0x45), "Serif")]
)
def test_the_page_shows_the_brand(mine: Workspace, brand: str, deep: tuple[int, int, int], font: str) -> None:
    choose(mine, brand)
    apply_brand(mine, None)
    built = build_order(mine, Order(Edition.FINAL, only=("equity",)), Progress())
    pdf = built.folder / "verification" / "equity.pdf"
    fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    assert f"Liberation{font}" in fonts
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-f", "1", "-l", "1", pdf, mine.root / "page"], check=True)
    with Image.open(next(mine.root.glob("page*.png"))) as page:
        shown = {colour for _, colour in page.convert("RGB").getcolors(1 << 20) or []}
    assert any(
        max(abs(a - b) for a, b in zip(colour, deep, strict=True)) <= 3 for colour in shown if isinstance(colour, tuple)
    )


def test_theme_and_the_values_beside_its_names_change_together(mine: Workspace) -> None:
    choose(mine, PLUM)
    apply_brand(mine, None)
    for name in OF_AN_EDITION:
        package = parts(mine, name)
        assert read_palette(package.parts[THEME]).deep == (0x4A, 0x19, 0x42)
        styles = package.parts[STYLES].decode()
        assert 'w:val="4A1942" w:themeColor="text2"' in styles
        assert "12404A" not in styles
        theme = read_theme(package)
        assert theme is not None
        assert (theme.headings, theme.text) == ("Liberation Serif", "Arial")


def test_pictures_of_the_design_are_redrawn_and_the_logo_is_not(mine: Workspace) -> None:
    before, logo = parts(mine), (mine.inputs / "brand" / "logo.png").read_bytes()
    choose(mine, PLUM)
    apply_brand(mine, None)
    after = parts(mine)
    pictures = {part for _, part in decorations(before)}
    assert len(pictures) == 2
    assert all(after.parts[part] != before.parts[part] for part in pictures)
    assert (mine.inputs / "brand" / "logo.png").read_bytes() == logo


def test_a_photograph_keeps_its_colours() -> None:
    theme = read_theme(Package.read((house() / "word_templates" / "report.docx").read_bytes()))
    assert theme is not None
    noise = Image.effect_noise((60, 60), 90).convert("RGB").tobytes()
    picture = Image.frombytes("RGB", (60, 60), noise[::-1])
    buffer = io.BytesIO()
    Image.merge(
        "RGB", (picture.getchannel(0), picture.getchannel(1).rotate(90), picture.getchannel(2).rotate(180))
    ).save(buffer, "PNG")
    assert redrawn(buffer.getvalue(), theme.colours, theme.colours) is None


def test_there_and_back_again_is_the_template_as_it_was(mine: Workspace) -> None:
    before = parts(mine).parts[STYLES]
    path = mine.inputs / "council.yaml"
    text = path.read_text(encoding="utf-8")
    choose(mine, PLUM)
    apply_brand(mine, None)
    path.write_text(text, encoding="utf-8")
    choose(
        mine, 'colours: {deep: "#12404A", wash: "#EEF4F3", lead: "#1A6A72", hair: "#BACBCC"}, fonts: {headings: Arial}'
    )
    apply_brand(mine, None)
    assert parts(mine).parts[STYLES] == before


def test_the_former_templates_are_kept_and_nothing_else_is_touched(mine: Workspace) -> None:
    before = {name: mine.template(name).read_bytes() for name in OF_AN_EDITION}
    inputs = {
        path: path.read_bytes() for path in mine.inputs.rglob("*") if path.name != "council.yaml" and path.is_file()
    }
    choose(mine, PLUM)
    made = apply_brand(mine, None)
    assert made.former == "earlier_templates/1"
    assert {name: (mine.root / made.former / name).read_bytes() for name in OF_AN_EDITION} == before
    assert {path: path.read_bytes() for path in inputs} == inputs
    assert sorted(path.name for path in mine.template("").iterdir()) == sorted((*TemplateKind, *LETTERS))


def test_a_brand_that_was_not_applied_yet_is_told_by_check(mine: Workspace) -> None:
    choose(mine, PLUM)
    told = [f.place.file for f in check(mine, Progress()).findings if f.code == "K-07"]
    assert sorted(told) == sorted(f"word_templates/{name}" for name in TemplateKind)
    apply_brand(mine, None)
    assert "K-07" not in codes(check(mine, Progress()).findings)


def test_a_second_time_there_is_nothing_to_do(mine: Workspace) -> None:
    choose(mine, PLUM)
    apply_brand(mine, None)
    again = apply_brand(mine, None)
    assert (again.changed, again.former) == ((), "")


def test_copies_go_elsewhere_and_the_templates_stay(mine: Workspace, tmp_path: Path) -> None:
    before = mine.template("report.docx").read_bytes()
    choose(mine, PLUM)
    apply_brand(mine, tmp_path / "copies")
    assert mine.template("report.docx").read_bytes() == before
    copy = Package.read((tmp_path / "copies" / "report.docx").read_bytes())
    assert read_palette(copy.parts[THEME]).deep == (0x4A, 0x19, 0x42)
    with pytest.raises(UsageError, match="not empty"):
        apply_brand(mine, tmp_path / "copies")


def test_colours_that_cannot_be_told_apart_change_nothing_and_the_nearest_are_named(mine: Workspace) -> None:
    before = mine.template("report.docx").read_bytes()
    choose(mine, 'colours: {lead: "#9C5FA0"}')
    with pytest.raises(InputError) as stopped:
        apply_brand(mine, None)
    (found,) = stopped.value.findings
    assert found.code == "K-01"
    assert '"lead" on "wash"' in found.message
    proposed = found.fix.split('"')[1].removeprefix("#")
    assert mine.template("report.docx").read_bytes() == before
    path = mine.inputs / "council.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("9C5FA0", proposed), encoding="utf-8")
    assert apply_brand(mine, None).changed


def test_a_font_that_is_not_here_is_named_with_what_is_drawn_instead(mine: Workspace) -> None:
    choose(mine, "fonts: {headings: No Such Font At All, text: Arial}")
    (found,) = (f for f in apply_brand(mine, None).findings if f.code == "K-02")
    assert '"No Such Font At All" is not on this machine' in found.message
    assert "DejaVu Sans" in found.message


def changed_styles(data: bytes, old: str, new: str) -> bytes:
    package = Package.read(data)
    styles = package.parts[STYLES].decode()
    assert old in styles
    package.parts[STYLES] = styles.replace(old, new, 1).encode()
    return package.write()


def test_a_look_set_by_hand_is_told(drafted: Workspace, reading: Reading) -> None:
    data = drafted.template("report.docx").read_bytes()
    data = changed_styles(data, '<w:color w:val="1D262B" w:themeColor="text1"/>', '<w:color w:val="FF0000"/>')
    data = changed_styles(
        data, 'w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"', 'w:ascii="Verdana" w:hAnsi="Verdana"'
    )
    _, findings = in_brand(data, reading.assessment.council)
    told = " ".join(finding.message for finding in findings)
    assert codes(findings) == ["K-03", "K-03"]
    assert "FF0000 in style Normal" in told
    assert "Verdana in style Title" in told


def test_a_colour_set_by_hand_that_equals_the_themes_follows_it(drafted: Workspace, reading: Reading) -> None:
    council = replace(reading.assessment.council, brand=Brand({"deep": "4A1942"}))
    data = drafted.template("report.docx").read_bytes()
    loose = changed_styles(data, '<w:color w:val="FFFFFF" w:themeColor="background1"/>', '<w:color w:val="12404A"/>')
    made, findings = in_brand(loose, council)
    assert '<w:color w:val="4A1942" w:themeColor="text2"/>' in Package.read(made).parts[STYLES].decode()
    assert codes(findings) == ["K-03"]


def test_a_template_without_a_theme_or_a_logo_is_told(drafted: Workspace, reading: Reading) -> None:
    council = reading.assessment.council
    package = parts(drafted)
    del package.parts[THEME]
    assert codes(in_brand(package.write(), council)[1]) == ["K-04"]
    package = parts(drafted)
    for part in list(package.texts()):
        package.parts[part] = package.parts[part].replace(b"council.logo", b"council.name")
    assert codes(in_brand(package.write(), council)[1]) == ["K-06"]
    assert codes(in_brand(b"no Word file", council)[1]) == ["W-02"]


def test_every_part_stays_well_formed_and_every_other_part_stays(mine: Workspace) -> None:
    before = parts(mine)
    choose(mine, NAVY)
    apply_brand(mine, None)
    after = parts(mine)
    assert list(after.parts) == list(before.parts)
    for name, data in after.parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
    with ZipFile(mine.template("report.docx")) as package:
        assert package.testzip() is None


def test_a_colour_without_quotation_marks_is_the_one_that_was_written(mine: Workspace) -> None:
    choose(mine, "colours: {lead: 001234}")
    assert read(mine, Progress()).assessment.council.brand.colours["lead"] == "001234"


def test_a_colour_that_is_none_is_an_error_with_what_to_write(mine: Workspace) -> None:
    choose(mine, "colours: {lead: petrol}")
    with pytest.raises(InputError) as stopped:
        read(mine, Progress())
    assert 'such as "#1A6A72"' in stopped.value.findings[0].fix


def test_a_council_without_a_brand_of_its_own_has_none(drafted: Workspace) -> None:
    assert read(drafted, Progress()).assessment.council.brand == Brand()
    assert not apply_brand(drafted, None).changed


def test_the_command_says_what_it_did(mine: Workspace) -> None:
    choose(mine, PLUM)
    code, output, _ = run("template", "brand", "--workspace", str(mine.root))
    assert code == 0
    assert "The templates as they were are in earlier_templates/1." in output
    path = mine.inputs / "council.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("#7B3F80", "#FF99FF"), encoding="utf-8")
    code, output, _ = run("template", "brand", "--format", "json", "--workspace", str(mine.root))
    assert code == 3
    assert {finding["code"] for finding in json.loads(output)["findings"]} == {"K-01"}
