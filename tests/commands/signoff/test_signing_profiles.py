"""The same templates for every way of signing: fields under the names a service knows, its text tags, lines for ink."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from docx import Document
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.assembly.drawing import draw
from engine.assembly.reading import read
from engine.commands.check import check
from engine.commands.signoff import issue
from engine.commands.signoff.issuing import people_in
from engine.errors import InputError, TemplateError
from engine.findings import Finding
from engine.model.edition import Edition, Order
from engine.model.placed_field import PlacedField
from engine.model.signing import Profile
from engine.progress import Progress
from engine.rendering.signing_faults import signing_faults
from engine.word.package import STYLES
from engine.word.signing_places import KINDS, SigningPlace
from engine.word.signing_profiles import field_name, tag_in, text_tag
from engine.word.styles import read_styles
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import ROOT
from tests.material.little_sample import STATEMENTS, little_sample
from tests.material.small_signing import widgets
from tests.material.small_word import PLACE, as_package, word_file

OTHERS = [profile for profile in Profile if profile is not Profile.ACROFORM]
WITHOUT_FIELDS = [Profile.SIGNABLE, Profile.DROPBOX, Profile.PRINT]
WITH_TAGS = [Profile.SIGNABLE, Profile.DROPBOX]
FILES = ("verification/equity", "endorsements", "signature-pack")
_TAG = {
    Profile.SIGNABLE: re.compile(r"\{\w+:signer(\d+):[A-Za-z0-9+]+\}"),
    Profile.DROPBOX: re.compile(r"\[\w+\|req\|signer(\d+)(?:\|\w+)?\]"),
}


def choose(workspace: Workspace, profile: str) -> None:
    path = workspace.inputs / "council.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nsigning: {{profile: {profile}}}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def signed_by(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Profile], Built]:
    """The little council's final pack by a profile, built once."""
    made: dict[Profile, Built] = {}

    def built(profile: Profile) -> Built:
        if profile not in made:
            workspace = little_sample(tmp_path_factory.mktemp(profile) / "workspace")
            choose(workspace, profile)
            made[profile] = build(workspace, Edition.FINAL, with_pdf=True, progress=Progress())
        return made[profile]

    return built


def outputs(built: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    return found


def with_pypdf(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def with_pdfium(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


# fields under the names a service knows


@pytest.mark.office
def test_docusign_finds_its_tabs_by_the_names_of_fields(signed_by: Callable[[Profile], Built]) -> None:
    path = signed_by(Profile.DOCUSIGN).folder / "verification" / "equity.pdf"
    with pikepdf.open(path) as pdf:
        kinds = {str(field.T): str(field.FT) for field in pdf.Root.AcroForm.Fields}
        locked = [str(name) for field in pdf.Root.AcroForm.Fields if "/Lock" in field for name in field.Lock.Fields]
    assert kinds == {
        "equity_eSignFullName": "/Tx",
        "equity_eSignTitle": "/Tx",
        "equity_signature": "/Sig",
        "equity_eSignDateSigned": "/Tx",
    }
    assert locked == list(kinds)


@pytest.mark.office
def test_acrobat_sign_finds_its_fields_by_their_names_and_no_text_tag(signed_by: Callable[[Profile], Built]) -> None:
    """A document may hold one or the other, not both; the signature too is a text field that it replaces."""
    path = signed_by(Profile.ADOBE).folder / "verification" / "equity.pdf"
    with pikepdf.open(path) as pdf:
        kinds = {str(field.T): str(field.FT) for field in pdf.Root.AcroForm.Fields}
        assert "/SigFlags" not in pdf.Root.AcroForm
    assert kinds == {
        "equity_name_es_:signer1:fullname": "/Tx",
        "equity_position_es_:signer1:title": "/Tx",
        "equity_signature_es_:signer1:signature": "/Tx",
        "equity_date_es_:signer1:date": "/Tx",
    }
    assert not any("_es_" in text for text in with_pdfium(path))


@pytest.mark.office
def test_acrobat_sign_knows_each_endorser_by_a_number(signed_by: Callable[[Profile], Built]) -> None:
    names = widgets(signed_by(Profile.ADOBE).folder / "endorsements.pdf")
    numbers = [int(re.search(r":signer(\d+):", name)[1]) for name in names]  # type: ignore[index]
    assert sorted(numbers) == sorted([*range(1, 12), *range(1, 12)])


@pytest.mark.office
def test_in_the_pack_nobody_has_the_number_of_somebody_else(signed_by: Callable[[Profile], Built]) -> None:
    names = widgets(signed_by(Profile.ADOBE).folder / "signature-pack.pdf")
    signers = {name.partition("_es_")[0].rpartition("_")[0]: name.split(":")[1] for name in names}
    assert len(signers) == len(set(signers.values())) == len(STATEMENTS) + 11


# text tags


@pytest.mark.office
@pytest.mark.parametrize("read", [with_pypdf, with_pdfium])
@pytest.mark.parametrize("profile", WITH_TAGS)
def test_text_tags_come_out_whole(
    profile: Profile, read: Callable[[Path], list[str]], signed_by: Callable[[Profile], Built]
) -> None:
    """Each on its page and in its line, by two libraries; one signature for each person."""
    built = signed_by(profile)
    for name, people in zip(FILES, (1, 11, len(STATEMENTS) + 11), strict=True):
        pages = read(built.folder / f"{name}.pdf")
        found = [match for text in pages for line in text.splitlines() for match in _TAG[profile].finditer(line)]
        told = outputs(built)[f"{name}.pdf"]["fields"]
        assert len(found) == len(told)
        assert sorted({int(match[1]) for match in found}) == list(range(1, people + 1))
        assert sum("sig" in match[0].split(":")[0].split("|")[0] for match in found) == people


@pytest.mark.office
@pytest.mark.parametrize("profile", WITH_TAGS)
def test_a_text_tag_stands_at_the_very_place_and_is_white(
    profile: Profile, signed_by: Callable[[Profile], Built]
) -> None:
    built = signed_by(profile)
    for name in FILES:
        with pypdfium2.PdfDocument(built.folder / f"{name}.pdf") as pdf:
            for field in outputs(built)[f"{name}.pdf"]["fields"]:
                page, (left, bottom, right, top) = pdf[field["page"] - 1], field["rectangle"]
                inside = page.get_textpage().get_text_bounded(left - 0.5, bottom - 0.5, right + 90, top + 1).strip()
                assert _TAG[profile].match(inside), f"{name} {field['label']}: {inside!r}"
                seen = page.render(crop=(left + 1, bottom + 1, page.get_width() - right + 1, page.get_height() - top))
                assert seen.to_pil().convert("L").getextrema()[0] > 250


@pytest.mark.office
@pytest.mark.parametrize("profile", WITHOUT_FIELDS)
def test_without_fields_there_is_no_form_and_no_link_is_left(
    profile: Profile, signed_by: Callable[[Profile], Built]
) -> None:
    for name in FILES:
        with pikepdf.open(signed_by(profile).folder / f"{name}.pdf") as pdf:
            assert "/AcroForm" not in pdf.Root
            addresses = [str(a.A.get("/URI", "")) for p in pdf.pages for a in p.get("/Annots", []) if "/A" in a]
        assert [address for address in addresses if address.startswith(("field:", "pack:"))] == []


@pytest.mark.office
@pytest.mark.parametrize("profile", WITHOUT_FIELDS)
def test_what_no_field_can_hold_is_printed(profile: Profile, signed_by: Callable[[Profile], Built]) -> None:
    (text,) = with_pdfium(signed_by(profile).folder / "verification" / "equity.pdf")[-1:]
    assert "Priya Nair" in text
    assert text.count("Head of Engagement and Equality") == 2


@pytest.mark.office
def test_for_ink_there_is_a_line_at_the_foot_of_each_place(signed_by: Callable[[Profile], Built]) -> None:
    built = signed_by(Profile.PRINT)
    for name in FILES:
        with pypdfium2.PdfDocument(built.folder / f"{name}.pdf") as pdf:
            for field in outputs(built)[f"{name}.pdf"]["fields"]:
                page, (left, bottom, right, _) = pdf[field["page"] - 1], field["rectangle"]
                crop = (left + 3, bottom - 1, page.get_width() - right + 3, page.get_height() - bottom - 1)
                strip = page.render(scale=4, crop=crop).to_pil().convert("L")
                assert max(min(strip.getpixel((x, y)) for y in range(strip.height)) for x in range(strip.width)) < 160


# what holds for all


@pytest.mark.office
def test_every_profile_passes_pdf_ua_and_pdf_a(signed_by: Callable[[Profile], Built]) -> None:
    """In the pack stands everything that stands in the sheets."""
    paths = [str(signed_by(profile).folder / "signature-pack.pdf") for profile in OTHERS]
    paths += [str(signed_by(profile).folder / "verification" / "equity.pdf") for profile in WITHOUT_FIELDS]
    done = subprocess.run(["bash", str(ROOT / ".ci" / "verapdf"), *paths], capture_output=True, text=True)
    assert done.stdout.count("PASS ua1") == done.stdout.count("PASS 2b") == len(paths), done.stdout + done.stderr


@pytest.mark.office
@pytest.mark.parametrize("profile", OTHERS)
def test_services_and_letters_learn_who_signs_where(profile: Profile, signed_by: Callable[[Profile], Built]) -> None:
    built = signed_by(profile)
    workspace = Workspace(built.folder.parents[1])
    issue(workspace)
    errands = json.loads((workspace.root / "signoff" / "outbox" / "routing.json").read_text(encoding="utf-8"))[
        "errands"
    ]
    assert len(errands) == len(STATEMENTS) + 11
    equity = next(errand for errand in errands if errand["document"].endswith("equity.pdf"))
    (signature,) = [field for field in equity["fields"] if field["kind"] == "signature"]
    assert equity["signer"]["email"] == "priya.nair@wenlow.example.org"
    assert signature["page"] == 2
    assert signature["rectangle"][2] - signature["rectangle"][0] == pytest.approx(70 * 72 / 25.4, abs=0.5)


@pytest.mark.office
def test_a_place_put_in_by_hand_for_nobody_we_know_has_no_name_on_the_register(
    signed_by: Callable[[Profile], Built],
) -> None:
    reading = signed_by(Profile.PRINT).reading
    fields = [
        PlacedField(key=key, kind="signature", page=1, rectangle=(0, 0, 1, 1), label="x")
        for key in ("endorser-chair", "endorser-99", "deputy", "endorser-01")
    ]
    found = [person["name"] for person in people_in(fields, reading).values()]
    assert found == ["", "", "", reading.assessment.endorsements[0].name]


@pytest.mark.parametrize("profile", Profile)
def test_names_of_fields_and_tags_are_told_apart_by_kind(profile: Profile) -> None:
    places = [SigningPlace(kind, "endorser-01", "") for kind in KINDS]
    assert len({field_name(profile, place, 1) for place in places}) == len(KINDS)
    tags = [text_tag(profile, place, 1) for place in places]
    assert len(set(tags)) == (len(KINDS) if profile in WITH_TAGS else 1)
    assert all(tag_in(profile, f"before {tag} behind") == tag for tag in tags)


# what people type


@pytest.mark.parametrize(
    ("profile", "typed"),
    [
        ("dropbox", "Head of [sig|req|signer1] Equality"),
        ("dropbox", "Head [text | req | signer1 | Name]"),
        ("signable", "Head {signature:signer1:Please+Sign+Here}"),
        ("signable", "Head {text?:signer2:Name}"),
        ("adobe", "Head {{Sig_es_:signer1:signature}}"),
        ("adobe", "Head {{!price}}"),
        ("adobe", "Head _es_:signer1:initials"),
    ],
)
def test_a_tag_of_the_service_in_what_people_wrote_is_a_finding(profile: str, typed: str) -> None:
    assert [finding.code for finding in found_in(profile, typed)] == ["W-62"]


@pytest.mark.parametrize("profile", ["acroform", "docusign", "print"])
def test_where_nothing_reads_tags_people_may_write_them(profile: str) -> None:
    assert found_in(profile, "Head of [sig|req|signer1] Equality") == []


@pytest.mark.parametrize("profile", ["signable", "dropbox", "adobe"])
def test_brackets_that_are_no_tags_are_left_alone(profile: str) -> None:
    assert found_in(profile, "Head [Acting] {interim} of Equality | Inclusion [D-014]") == []


def found_in(profile: str, *runs: str) -> list[Finding]:
    document = word_file()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    package = as_package(document)
    roots = {name: package.xml(name) for name in package.texts()}
    return list(signing_faults(roots, read_styles(package.parts[STYLES]), PLACE, Profile(profile)))


def test_a_tag_put_together_from_two_values_is_found_too() -> None:
    assert [finding.code for finding in found_in("dropbox", "[sig|", "req|signer1]")] == ["W-62"]


@pytest.mark.office
def test_nothing_is_built_from_an_input_that_holds_a_tag_of_the_service(little: Workspace) -> None:
    choose(little, "dropbox")
    path = little.inputs / "council.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace('"Head of Engagement and Equality"', '"Head [sig|req|signer1]"'), encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        build(little, Edition.FINAL, with_pdf=False, progress=Progress())
    assert {finding.code for finding in caught.value.findings} == {"W-62"}


@pytest.mark.slow
def test_a_tag_of_a_template_that_was_not_understood_is_still_caught(little: Workspace) -> None:
    choose(little, "signable")
    template = little.root / "word_templates" / "verification_sheet.docx"
    document = Document(str(template))
    document.paragraphs[-1].add_run("{% raw %}{{ sheet.about }}{% endraw %}")
    document.save(str(template))
    with pytest.raises(TemplateError) as caught:
        draw(little, read(little, Progress()), Order(Edition.FINAL))
    assert "W-31" in [finding.code for finding in caught.value.findings]


@pytest.mark.slow
def test_a_profile_nobody_knows_is_told_with_those_there_are(little: Workspace) -> None:
    choose(little, "docusing")
    with pytest.raises(InputError, match=r"council\.yaml") as caught:
        check(little, Progress())
    (finding,) = [finding for finding in caught.value.findings if finding.code == "I-10"]
    assert (finding.place.file, finding.fix) == ("inputs/council.yaml", "Did you mean docusign?")
