"""The public edition: the report alone, quotations with consent, posts for names, refused where it is sensitive."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pypdf import PdfReader

from engine.assembly.assemble import Built
from engine.assembly.reading import Reading
from engine.assessment.public import published
from engine.errors import InputError
from engine.findings import Finding, Place, Severity
from engine.model.assessment import SelfAssessment
from engine.model.council import PUBLIC_OFFICES
from engine.model.edition import Edition
from engine.model.roles import FieldRole
from engine.model.signing import Endorsing, Person, Signed
from engine.model.story import Paragraph, Run
from engine.model.walk import walk
from engine.progress import Progress
from engine.rendering.jobs import Job, jobs
from engine.rendering.views.shared import Content
from engine.workspace import Workspace
from tests.assembly.test_pack import words
from tests.building import build
from tests.conftest import copy_sample
from tests.material.small_council import STATEMENT, saying, silent, small_council, small_judgement, with_council


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Built:
    workspace = copy_sample(tmp_path_factory.mktemp("public") / "workspace")
    return build(workspace, Edition.PUBLIC, with_pdf=True, progress=Progress())


@pytest.fixture(scope="module")
def everything(public: Built) -> bytes:
    """All that the PDF holds, its properties too, as text."""
    pdf = PdfReader(public.folder / "report.pdf")
    words = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join([words, *map(str, (pdf.metadata or {}).values())]).encode()


def names(reading: Reading) -> list[str]:
    managers = [verifier.name for verifier in reading.assessment.council.verifiers]
    return managers + [endorsement.name for endorsement in reading.assessment.endorsements]


def names_of_others(reading: Reading) -> list[str]:
    """Those that the public edition does not print: of everybody but who holds a public office."""
    held = {one.name for one in reading.assessment.endorsements if one.role in PUBLIC_OFFICES}
    return [name for name in names(reading) if name not in held]


def set_in_council(workspace: Workspace, old: str, new: str) -> None:
    path = workspace.inputs / "council.yaml"
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


@pytest.mark.office
def test_it_is_the_report_and_nothing_to_sign(public: Built) -> None:
    files = {path.relative_to(public.folder).as_posix() for path in public.folder.rglob("*") if path.is_file()}
    assert files == {"report.docx", "report.html", "report.pdf", "manifest.json"}


@pytest.mark.office
def test_it_says_what_it_is(everything: bytes) -> None:
    assert b"Public edition" in everything
    assert b"Draft edition" not in everything


@pytest.mark.office
def test_it_names_public_office_holders_alone_unless_the_council_says_so(
    public: Built, reading: Reading, everything: bytes
) -> None:
    assert len(names(reading)) == 21
    offices = [one for one in reading.assessment.endorsements if one.role in PUBLIC_OFFICES]
    held = {one.name for one in offices}
    words_of_it = b" ".join(everything.split())
    assert held == {name for name in names(reading) if name.encode() in words_of_it}
    assert len(held) == 4
    assert all(one.position.encode() in words_of_it for one in offices)
    assert b"Not named" not in words_of_it


@pytest.mark.office
def test_posts_are_told(reading: Reading, everything: bytes) -> None:
    words = b" ".join(everything.split())
    assert b"Director of Public Health" in words
    assert b"Head of Commissioning" in words


@pytest.mark.office
def test_a_council_that_wants_names_gets_them(sample: Workspace) -> None:
    set_in_council(sample, "acronyms:\n", "public: {people: names}\nacronyms:\n")
    built = build(sample, Edition.PUBLIC, with_pdf=False, progress=Progress())
    assert built.reading.assessment.council.verifiers[0].name == "Helen Marsden"
    assert built.reading.assessment.endorsements[0].name == "Councillor Ruth Adeyemi"


@pytest.mark.office
def test_quotations_without_consent_are_left_out_and_told(public: Built, reading: Reading, everything: bytes) -> None:
    quotations = [q for narrative in reading.assessment.statements.values() for q in narrative.quotations]
    withheld = [q for q in quotations if not q.may_publish]
    assert withheld
    words = " ".join(everything.decode().split())
    for quotation in withheld:
        assert quotation.words[:40] not in words
    told = [finding for finding in public.findings if finding.code == "U-02"]
    assert [finding.place for finding in told] == [q.place for q in sorted(withheld, key=lambda q: q.place.file)]


@pytest.mark.office
def test_a_draft_prints_every_quotation(sample: Workspace, reading: Reading) -> None:
    built = build(sample, Edition.DRAFT, with_pdf=False, progress=Progress())
    printed = words(built.folder / "report.docx")
    for narrative in reading.assessment.statements.values():
        for quotation in narrative.quotations:
            assert quotation.words in printed


def test_a_name_in_the_text_is_told_with_its_place(reading: Reading) -> None:
    narrative = reading.assessment.statements["equity"]
    line = Paragraph((Run("Priya Nair led this work."),), narrative.strengths[0].place)
    assessment = replace(
        reading.assessment,
        statements={**reading.assessment.statements, "equity": replace(narrative, strengths=(line,))},
    )
    _, judgement = published(assessment, reading.judgement)
    told = [finding for finding in judgement.findings if finding.code == "U-03"]
    assert [(finding.place, finding.severity) for finding in told] == [(line.place, Severity.WARNING)]
    assert "Priya Nair" in told[0].message


@pytest.mark.office
@pytest.mark.parametrize("marking", ["OFFICIAL-SENSITIVE", "Strictly confidential"])
def test_a_report_that_is_marked_as_sensitive_is_refused(sample: Workspace, marking: str) -> None:
    set_in_council(sample, "marking: OFFICIAL", f"marking: {marking}")
    with pytest.raises(InputError, match="public edition was not built") as refused:
        build(sample, Edition.PUBLIC, with_pdf=False, progress=Progress())
    assert "U-01" in {finding.code for finding in refused.value.findings}
    assert not (sample.outputs / "public").exists()


INSIDE = "https://wenlow.sharepoint.com/sites/ASC/Plan.docx"


@pytest.mark.office
def test_links_that_the_public_cannot_open_are_left_out_and_their_words_stay(reading: Reading) -> None:
    narrative = reading.assessment.statements["equity"]
    line = Paragraph((Run("Our plan", link=INSIDE), Run("a page", link="https://example.org/")), narrative.place)
    documents = reading.assessment.evidence.documents
    assessment = replace(
        reading.assessment,
        statements={**reading.assessment.statements, "equity": replace(narrative, plans=(line,))},
        evidence=replace(reading.assessment.evidence, documents=(replace(documents[0], link=INSIDE), *documents[1:])),
    )
    public, judgement = published(assessment, reading.judgement)
    (kept,) = public.statements["equity"].plans
    assert isinstance(kept, Paragraph)
    assert [(run.text, run.link) for run in kept.runs] == [("Our plan", ""), ("a page", "https://example.org/")]
    assert [document.link for document in public.evidence.documents[:2]] == ["", documents[1].link]
    told = [finding for finding in judgement.findings if finding.code == "U-04"]
    assert {finding.place for finding in told} == {line.place, documents[0].place}


@pytest.mark.office
def test_its_manifest_tells_no_sheet(public: Built) -> None:
    outputs = json.loads((public.folder / "manifest.json").read_text())["outputs"]
    assert set(outputs) == {"report.docx", "report.html", "report.pdf"}
    assert not any("code" in about for about in outputs.values())


@pytest.mark.slow
def test_nothing_that_reaches_a_person_is_in_what_the_report_is_made_from(
    sample: Workspace, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_on: list[object] = []

    def keep(content: Content, code_of: Callable[..., str]) -> Iterator[Job]:
        handed_on.append(content)
        return jobs(content, code_of)

    monkeypatch.setattr("engine.rendering.render.jobs", keep)
    build(sample, Edition.PUBLIC, with_pdf=False, progress=Progress())
    (content,) = handed_on
    addresses = {held.value for held in walk(reading.assessment, {FieldRole.CONTACT}) if held.value}
    assert "@" in "".join(addresses)
    assert isinstance(content, Content)
    for value in (content.assessment, content.judgement, content.standing):
        assert not any(held.value for held in walk(value, {FieldRole.CONTACT, FieldRole.INTERNAL, FieldRole.PROMPT}))
        assert not any(name in repr(value) for name in (*addresses, *names_of_others(reading)))


def test_every_answer_is_kept_without_the_words_beside_it(reading: Reading) -> None:
    public, _ = published(reading.assessment, reading.judgement)
    former = {(c.group, item): a for c in reading.assessment.checklists for item, a in c.answers.items()}
    left = {(c.group, item): a for c in public.checklists for item, a in c.answers.items()}
    assert any(answer.why for answer in former.values())
    assert {key: answer.rating for key, answer in left.items()} == {key: a.rating for key, a in former.items()}
    assert not any(answer.why or answer.have or answer.need for answer in left.values())


def test_a_comment_goes_where_its_endorser_has_not_agreed(reading: Reading) -> None:
    endorsement = replace(reading.assessment.endorsements[0], comment="I was moved.", publish_comment=False)
    for agreed in (False, True):
        one = replace(endorsement, publish_comment=agreed)
        public, _ = published(replace(reading.assessment, endorsements=(one,)), reading.judgement)
        assert public.endorsements[0].comment == ("I was moved." if agreed else "")
        assert public.endorsements[0].position == endorsement.position


def test_who_attested_a_copy_is_not_named(reading: Reading) -> None:
    seen = Signed(
        person=Person("equity", "Priya Nair", "Head"),
        code="5XSWT-TYNY4",
        on="",
        back="2026-03-20",
        attested_by="Anna Price",
    )
    sheets = {key: replace(sheet, signatures=(seen,)) for key, sheet in reading.judgement.sheets.items()}
    endorsers = tuple(Endorsing(seen, is_current=True) for _ in reading.judgement.endorsers)
    _, judgement = published(reading.assessment, replace(reading.judgement, sheets=sheets, endorsers=endorsers))
    assert {sheet.signatures[0].attested_by for sheet in judgement.sheets.values()} == {"an officer of the council"}
    assert {e.signed.attested_by for e in judgement.endorsers if e.signed} == {"an officer of the council"}


# what is told of it, in a council that says nothing else


def told(assessment: SelfAssessment, code: str) -> list[Finding]:
    judgement = replace(small_judgement(), findings=())
    return [f for f in published(assessment, judgement)[1].findings if f.code == code]


@pytest.fixture
def quiet() -> SelfAssessment:
    """A council of which nothing is to be said: it names nobody, links to nothing and quotes nobody."""
    return silent(small_council())


def test_a_council_that_hides_nothing_is_told_nothing(quiet: SelfAssessment) -> None:
    assert published(quiet, replace(small_judgement(), findings=()))[1].findings == ()


@pytest.mark.parametrize(
    ("marking", "count"),
    [("OFFICIAL", 0), ("OFFICIAL-SENSITIVE", 1), ("Secret", 1), ("Restricted", 1), ("Not for publication", 1), ("", 0)],
)
def test_a_marking_that_keeps_a_report_from_the_public_is_an_error(
    quiet: SelfAssessment, marking: str, count: int
) -> None:
    assert [f.severity for f in told(with_council(quiet, marking=marking), "U-01")] == [Severity.ERROR] * count


def test_of_two_quotations_the_one_without_consent_is_told_under_its_statement(quiet: SelfAssessment) -> None:
    (quotation,) = small_council().statements[STATEMENT].quotations
    kept_back = replace(quotation, words="Not this", may_publish=False)
    (finding,) = told(saying(quiet, quotations=(quotation, kept_back)), "U-02")
    assert (finding.severity, finding.about) == (Severity.INFO, STATEMENT)
    assert "“Not this”" in finding.message


def test_a_link_that_the_public_cannot_open_is_told_once_and_others_are_not(quiet: SelfAssessment) -> None:
    runs = (Run("a", link=INSIDE), Run("b", link=INSIDE), Run("c", link="https://example.org/"), Run("d"))
    (finding,) = told(saying(quiet, plans=(Paragraph(runs, Place("form.docx")),)), "U-04")
    assert (finding.severity, finding.place.file) == (Severity.INFO, "form.docx")
    assert finding.message.startswith("A link is left out: it is a direct link into SharePoint")


def with_note(assessment: SelfAssessment, words: str) -> SelfAssessment:
    source = replace(assessment.evidence.sources[0], note=words)
    return replace(assessment, evidence=replace(assessment.evidence, sources=(source,)))


def with_comment(assessment: SelfAssessment, words: str) -> SelfAssessment:
    endorsement = replace(assessment.endorsements[0], comment=words, publish_comment=True)
    return replace(assessment, endorsements=(endorsement,))


def in_narrative(assessment: SelfAssessment, words: str) -> SelfAssessment:
    return saying(assessment, plans=(Paragraph((Run(words),), Place("form.docx")),))


@pytest.mark.parametrize("where", [with_note, with_comment, in_narrative])
def test_a_name_is_told_wherever_the_public_would_read_it(
    quiet: SelfAssessment, where: Callable[[SelfAssessment, str], SelfAssessment]
) -> None:
    assert [f.severity for f in told(where(quiet, "We thank NAME for it."), "U-03")] == [Severity.WARNING]
    assert told(where(quiet, "We named it."), "U-03") == []


def test_a_council_that_publishes_names_is_not_told_of_them(quiet: SelfAssessment) -> None:
    assert told(in_narrative(with_council(quiet, publishes_names=True), "We thank Name."), "U-03") == []


def test_somebody_without_a_name_is_named_nowhere(quiet: SelfAssessment) -> None:
    nameless = replace(quiet, endorsements=(replace(quiet.endorsements[0], name=""),))
    assert told(in_narrative(nameless, "We thank everybody."), "U-03") == []
