"""Which file in inputs/evidence/ is which document's: by what it is called, and by nothing else."""

from __future__ import annotations

import random
import unicodedata
from pathlib import PurePosixPath

import pytest

from engine.assessment.evidence_at_hand import matched_files
from engine.findings import Place, Severity
from engine.model.evidence import Document
from engine.model.evidence_files import FileAtHand, FilesAtHand, MatchedFiles
from tests.material.small_council import document, small_council

SMALL = small_council()


def a_document(ref: str, title: str, where_to_look: str = "", link: str = "") -> Document:
    return document(SMALL, ref, title=title, where_to_look=where_to_look, link=link)


AUDIT, PLAN = a_document("D-014", "Case file audit, 2025"), a_document("D-015", "Winter plan")


def a_file(name: str) -> FileAtHand:
    return FileAtHand(PurePosixPath("inputs/evidence") / name, name, Place(f"inputs/evidence/{name}"))  # type: ignore[arg-type]


def matched(documents: tuple[Document, ...], *names: str) -> MatchedFiles:
    return matched_files(documents, FilesAtHand(tuple(map(a_file, names)), ()))


def whose(result: MatchedFiles) -> dict[str, list[str]]:
    return {ref: [file.name for file in files] for ref, files in result.by_document.items()}


def codes(result: MatchedFiles) -> list[str]:
    return [finding.code for finding in result.findings]


@pytest.mark.parametrize(
    "name",
    [
        *("D-014 whatever.pdf", "d14.docx", "D 014.xlsx", "D_14-audit.pdf", "2025/D-014.pdf", "D-0014 x.pdf"),
        *("Case file audit, 2025.pdf", "case_file-AUDIT 2025.docx", "some folder/Case File Audit 2025.PDF"),
    ],
)
def test_a_file_is_found_by_its_reference_or_as_the_title(name: str) -> None:
    result = matched((AUDIT, PLAN), name)
    assert (whose(result), codes(result)) == ({"D-014": [name]}, [])


@pytest.mark.parametrize(
    ("says", "name"),
    [
        ("Board minutes May.pdf, page 4", "Board minutes May.pdf"),
        ("See board MINUTES may.PDF (page 4)", "sub/Board minutes May.pdf"),
        ("Page 4: “Board minutes May.pdf”", "Board minutes May.pdf"),
        ("in evidence/2025/minutes.pdf", "2025/minutes.pdf"),
        ("2025\\minutes.pdf; sheet 2", "2025/minutes.pdf"),
        (unicodedata.normalize("NFD", "Qualité.docx, section 2"), "Qualité.docx"),
        ("page 4, minutes v1.2 (final).pdf.", "minutes v1.2 (final).pdf"),
        ("minutes.pdf, page 4", "D-014 - minutes.pdf"),
        ("Pages 4-6 of (the) minutes.pdf", "minutes.pdf"),
        ("Annex 2 (in minutes.pdf)", "minutes.pdf"),
    ],
)
def test_a_file_is_found_as_where_to_look_names_it(says: str, name: str) -> None:
    result = matched((a_document("D-014", "Audit", says), PLAN), name)
    assert (whose(result), codes(result)) == ({"D-014": [name]}, [])


def test_a_file_may_be_of_several_documents_where_people_say_so() -> None:
    result = matched(
        (a_document("D-014", "Audit", "all.pdf, page 1"), a_document("D-015", "Plan", "all.pdf, page 9")), "all.pdf"
    )
    assert whose(result) == {"D-014": ["all.pdf"], "D-015": ["all.pdf"]}
    assert codes(result) == []


@pytest.mark.parametrize(
    ("documents", "names", "words"),
    [
        ((AUDIT, a_document("D-016", "Case file audit 2025")), ["Case file audit 2025.pdf"], "D-014 and D-016"),
        (
            (a_document("D-1000", "Audit"), a_document("D-999", "Audit")),
            ["Audit.pdf"],
            "D-999 and D-1000",
        ),
        ((AUDIT,), ["D-099 audit.pdf"], "D-99"),
        (
            (PLAN,),
            ["W\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}nter plan.pdf"],
            "looks like the title of D-015",
        ),
        ((PLAN, AUDIT), ["Winter plans.pdf"], "looks like the title of D-015"),
        ((a_document("D-014", "A", "2025.pdf"),), ["one/2025.pdf", "two/2025.pdf"], "one/2025.pdf and two/2025.pdf"),
        ((a_document("D-014", "A", "Secret minutes.pdf"),), ["minutes.pdf"], "may mean minutes.pdf"),
    ],
)
def test_what_could_be_another_is_told_and_given_to_none(
    documents: tuple[Document, ...], names: list[str], words: str
) -> None:
    result = matched(documents, *names)
    assert whose(result) == {}
    assert codes(result) == ["N-11"]
    assert words in result.findings[0].message


@pytest.mark.parametrize(("link", "severity"), [("", Severity.WARNING), ("https://a.example/x", Severity.INFO)])
def test_a_file_that_a_row_names_and_that_is_missing_is_told(link: str, severity: Severity) -> None:
    result = matched(
        (a_document("D-014", "Audit", "Board minutes.pdf, page 4", link), PLAN), "D-015.pdf", "Bord minutes.pdf"
    )
    told = next(finding for finding in result.findings if finding.code == "N-10")
    assert (told.severity, told.about) == (severity, "D-014")
    assert '"Board minutes.pdf"' in told.message
    assert "Bord minutes.pdf" in told.fix


@pytest.mark.parametrize(
    "says", ["Priority one, pages 6 to 11", "https://a.example/x/minutes.pdf", "The .pdf of it", "Section 4.2", "pdf"]
)
def test_what_names_no_file_is_no_missing_file(says: str) -> None:
    assert codes(matched((a_document("D-014", "Audit", says), PLAN), "D-015.pdf")) == []


def test_where_no_file_lies_nothing_is_said() -> None:
    assert matched((a_document("D-014", "Audit", "Board minutes.pdf"),)).findings == ()


def test_each_file_is_a_documents_or_is_told_once_and_the_order_makes_no_difference() -> None:
    draw = random.Random(14)
    titles = ["Audit of cases", "Winter plan", "Winter plans", "Minutes", "Audit of cases"]
    for _ in range(200):
        rows = tuple(
            a_document(f"D-{n:03}", draw.choice(titles), draw.choice(["", "Minutes.pdf, page 2", "a/Winter plan.docx"]))
            for n in range(1, draw.randint(2, 5))
        )
        pool = [
            "Minutes.pdf",
            "a/Winter plan.docx",
            "b/Winter plan.docx",
            "D-001.pdf",
            "D-009.pdf",
            "Audit of cases.pdf",
        ]
        names = draw.sample([*pool, "Other.txt", "x/Minutes.pdf"], draw.randint(1, 7))
        result = matched(rows, *names)
        given = {name for of_it in whose(result).values() for name in of_it}
        told = {finding.place.file.removeprefix("inputs/evidence/") for finding in result.findings}
        doubted = {name for name in names for finding in result.findings if name in finding.message}
        assert set(names) == given | ((told | doubted) & set(names))
        again = matched(tuple(reversed(rows)), *reversed(names))
        assert {ref: set(of_it) for ref, of_it in whose(again).items()} == {
            ref: set(of_it) for ref, of_it in whose(result).items()
        }
