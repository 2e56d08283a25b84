"""The framework of March 2024: its counts, its ids, its own wording, and how a framework file is chosen and read."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.errors import InputError
from engine.framework.catalogue import framework_file, load_framework
from engine.framework.listing import framework_json
from engine.model.framework import Framework, Side
from engine.workspace import Workspace, house
from tests.conftest import ROOT

FILE = ROOT / "data_schemas" / "framework" / "2024-03.yaml"
REFERENCE = ROOT.parent / "shared" / "reference"
with_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(),
    reason="The published guidance belongs to its authors and is no part of this repository; "
    "this test compares the framework with a copy in ../shared/reference, and there is none here.",
)

STATEMENTS = (
    "assessing-needs",
    "healthier-lives",
    "equity",
    "care-provision",
    "partnerships",
    "safe-systems",
    "safeguarding",
    "governance",
    "learning",
)
GROUPS = ("all-themes", "working-with-people", "providing-support", "ensuring-safety", "leadership")


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """The file itself, with the parts that are not for documents."""
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


def _in_blocks(framework: Framework, block: str, part: str) -> list[int]:
    """How many prompts or data suggestions a block has, statement by statement."""
    return [len(getattr(found, part)) for s in framework.statements for found in s.blocks if found.id == block]


# themes, statements, items


def test_there_are_four_themes_with_three_two_two_and_two_statements(framework: Framework) -> None:
    assert [(theme.id, len(theme.statements)) for theme in framework.themes] == [
        ("working-with-people", 3),
        ("providing-support", 2),
        ("ensuring-safety", 2),
        ("leadership", 2),
    ]


def test_there_are_nine_statements_numbered_through_all_themes(framework: Framework) -> None:
    assert [(s.number, s.id) for s in framework.statements] == list(enumerate(STATEMENTS, start=1))


def test_every_statement_quotes_its_source(framework: Framework) -> None:
    assert all(s.text.startswith("We ") and s.source for s in framework.statements)


def test_there_are_ninety_four_items(framework: Framework) -> None:
    assert [len(s.items) for s in framework.statements] == [14, 13, 5, 11, 7, 9, 15, 10, 10]
    assert len(framework.items) == 94


def test_items_are_numbered_from_01_in_each_statement(framework: Framework) -> None:
    for statement in framework.statements:
        expected = [f"{statement.id}.{number:02}" for number in range(1, len(statement.items) + 1)]
        assert [item.id for item in statement.items] == expected
        assert [item.number for item in statement.items] == [item_id[-2:] for item_id in expected]


def test_two_items_are_twins_and_all_others_differ(framework: Framework) -> None:
    texts = Counter(item.text for item in framework.items.values())
    assert len(texts) == 93
    twins = [item for item in framework.items.values() if texts[item.text] == 2]
    assert [(item.id, item.same_as) for item in twins] == [
        ("healthier-lives.06", "partnerships.07"),
        ("partnerships.07", "healthier-lives.06"),
    ]
    assert [item.id for item in framework.items.values() if item.same_as] == [item.id for item in twins]


def test_there_are_five_ratings_from_best_to_dont_know(framework: Framework) -> None:
    assert [(rating.position, rating.name) for rating in framework.ratings] == [
        (0, "Strongly agree"),
        (1, "Tend to agree"),
        (2, "Tend to disagree"),
        (3, "Strongly disagree"),
        (4, "Don’t know"),
    ]
    sides = [rating.side for rating in framework.ratings]
    assert sides == [Side.AGREE, Side.AGREE, Side.DISAGREE, Side.DISAGREE, Side.UNKNOWN]


# blocks, prompts, data


def test_every_statement_has_the_same_six_blocks(framework: Framework) -> None:
    blocks = {tuple((block.id, block.title) for block in s.blocks) for s in framework.statements}
    assert len(blocks) == 1
    assert [key for key, _ in blocks.pop()] == ["ambition", "evidence", "plans", "others", "documents", "verification"]
    assert sum(len(s.blocks) for s in framework.statements) == 54


@pytest.mark.parametrize(
    ("block", "counts"),
    [
        ("ambition", [7, 7, 4, 6, 6, 5, 10, 7, 9]),
        ("evidence", [7, 5, 3, 7, 5, 4, 6, 6, 5]),
        ("plans", [4, 4, 5, 4, 4, 4, 4, 4, 2]),
        ("others", [0] * 9),
        ("documents", [0] * 9),
        ("verification", [0] * 9),
    ],
)
def test_prompts_are_counted_block_by_block(framework: Framework, block: str, counts: list[int]) -> None:
    assert _in_blocks(framework, block, "prompts") == counts


def test_there_are_144_prompts(framework: Framework) -> None:
    sums = [sum(_in_blocks(framework, block, "prompts")) for block in ("ambition", "evidence", "plans")]
    assert sums == [61, 48, 35]


def test_there_are_25_suggestions_of_data_all_under_evidence(framework: Framework) -> None:
    assert _in_blocks(framework, "evidence", "data") == [6, 5, 6, 3, 0, 0, 0, 5, 0]
    everywhere = sum(len(block.data) for s in framework.statements for block in s.blocks)
    assert everywhere == 25


def test_prompts_and_data_are_what_must_never_be_printed(framework: Framework) -> None:
    pages = sum(1 + len(theme.points) for theme in framework.themes)
    sections = (framework.overview_section, framework.theme_section, framework.process_section)
    hints = sum(1 for section in sections for _ in section.lines())
    assert len(list(framework.prompts())) == 144 + 25 + pages + hints


# pages on the themes, hints on the sections


def test_themes_have_a_page_of_their_own_with_as_many_points_as_the_guidance(framework: Framework) -> None:
    assert [len(theme.points) for theme in framework.themes] == [3, 7, 5, 4]
    assert all(theme.covers for theme in framework.themes)


def test_nine_sentences_say_what_people_should_be_able_to_say(framework: Framework) -> None:
    assert [len(s.i_statements) for s in framework.statements] == [2, 2, 1, 1, 0, 2, 1, 0, 0]


def test_every_part_of_sections_a_b_and_c_has_its_hints(framework: Framework) -> None:
    parts = {
        "overview": ["about", "strategy", "strengths", "risks"],
        "theme": ["introduction", "performance", "priorities"],
        "process": ["process", "review"],
    }
    for name, ids in parts.items():
        section = getattr(framework, f"{name}_section")
        assert [part.id for part in section.parts] == ids
        assert all(part.guidance for part in section.parts)


def test_every_tip_is_worded(framework: Framework) -> None:
    assert len(framework.top_tips) == 9
    assert all(tip.text for tip in framework.top_tips)


# library, sources, roles


def test_the_library_has_52_rows_in_five_groups(framework: Framework) -> None:
    assert [row.id for row in framework.library] == [f"LIB-{number:02}" for number in range(1, 53)]
    assert [group.id for group in framework.library_groups] == list(GROUPS)
    counts = Counter(row.group for row in framework.library)
    assert [counts[group] for group in GROUPS] == [11, 12, 12, 7, 10]


def test_47_rows_answer_the_information_return(framework: Framework) -> None:
    others = [row.id for row in framework.library if not row.information_return]
    assert others == ["LIB-03", "LIB-04", "LIB-11", "LIB-46", "LIB-47"]


def test_12_rows_look_back_twelve_months(framework: Framework) -> None:
    assert sum(row.twelve_months for row in framework.library) == 12


def test_24_rows_name_more_than_one_type_of_document_and_19_a_report_of_its_own(framework: Framework) -> None:
    assert sum(len(row.document_types) > 1 for row in framework.library) == 24
    assert sum("Bespoke report" in row.document_types for row in framework.library) == 19


def test_rows_belong_to_statements_of_their_group(framework: Framework) -> None:
    counts = Counter(row.statement for row in framework.library)
    assert [counts[statement] for statement in STATEMENTS] == [4, 4, 4, 9, 3, 2, 5, 7, 3]
    for row in framework.library:
        assert row.group == (framework.theme_of(row.statement).id if row.statement else "all-themes")


def test_there_are_16_sources_in_three_groups(framework: Framework) -> None:
    assert [source.id for source in framework.sources] == [f"SRC-{number:02}" for number in range(1, 17)]
    counts = Counter(source.group for source in framework.sources)
    assert [counts[group.id] for group in framework.source_groups] == [2, 10, 4]


def test_there_are_eleven_roles_and_two_declarations(framework: Framework) -> None:
    assert len({role.id for role in framework.roles}) == 11
    assert len(framework.declarations) == 2
    assert {role.declaration for role in framework.roles} == {declaration.id for declaration in framework.declarations}
    assert [role.id for role in framework.roles if role.declaration == "experience"] == ["lived-experience"]


def test_there_are_six_kinds_of_evidence(framework: Framework) -> None:
    assert len({kind.id for kind in framework.evidence_kinds}) == 6


def test_section_a_has_four_headings_and_four_pages(framework: Framework, whole: dict[str, Any]) -> None:
    assert framework.overview_pages == 4
    assert len(whole["overview"]["headings"]) == 4


def test_a_theme_has_three_parts(whole: dict[str, Any]) -> None:
    assert len(whole["theme_parts"]) == 3


def test_nine_tips_spell_assurance(whole: dict[str, Any]) -> None:
    assert "".join(tip["letter"] for tip in whole["top_tips"]) == "ASSURANCE"
    assert all(tip["name"].startswith(tip["letter"]) for tip in whole["top_tips"])


def test_no_text_is_empty(whole: dict[str, Any]) -> None:
    assert all(text.strip() for text in _texts(whole))


def test_the_wording_is_not_called_official(framework: Framework) -> None:
    assert framework.official_wording is False


# the published guidance


def _texts(value: Any) -> Iterator[str]:
    """Every text in the file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _published() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((REFERENCE / "expected-framework.json").read_text(encoding="utf-8"))
    return content


@with_reference
def test_items_are_as_many_as_in_the_guidance_and_its_twins_are_ours(framework: Framework) -> None:
    published = _published()["quality_statements"]
    ours = {f"QS{s.number}": s for s in framework.statements}
    assert {s["id"]: len(s["items"]) for s in published} == {key: len(s.items) for key, s in ours.items()}
    texts = Counter(item["text"] for s in published for item in s["items"])
    twins = [item["id"] for s in published for item in s["items"] if texts[item["text"]] == 2]
    assert twins == [f"QS{s.number}.{item.number}" for s in framework.statements for item in s.items if item.same_as]


@with_reference
def test_statements_stand_under_the_themes_of_the_guidance(framework: Framework) -> None:
    published = _published()
    names = {s["id"]: published["themes"][s["theme"]] for s in published["quality_statements"]}
    ours = {f"QS{s.number}": framework.theme_of(s.id).name for s in framework.statements}
    assert ours == names


@with_reference
def test_the_scale_is_that_of_the_guidance(framework: Framework) -> None:
    assert [rating.name for rating in framework.ratings] == _published()["rating_scale"]


@with_reference
def test_rows_of_the_library_have_the_ids_statements_and_flags_of_the_guidance(framework: Framework) -> None:
    numbers = {s.id: f"QS{s.number}" for s in framework.statements}
    ours = [
        (row.id, numbers.get(row.statement), row.information_return, row.twelve_months, len(row.document_types))
        for row in framework.library
    ]
    published = [
        (
            row["id"],
            row["qs_canonical"] if row["qs_canonical"] != "ALL" else None,
            row["ir_canonical"],
            row["twelve_month"],
            len(row["doc_types"]),
        )
        for row in _published()["library"]
    ]
    assert ours == published


@with_reference
def test_no_nine_words_in_a_row_are_taken_from_the_guidance(whole: dict[str, Any]) -> None:
    """Only the nine statements of CQC are quoted, and they say so."""
    published = set()
    for name in ("workbook-part-2.txt", "guidance-part-1.txt"):
        published |= _runs((REFERENCE / name).read_text(encoding="utf-8"))
    for theme in whole["themes"]:
        for statement in theme["statements"]:
            del statement["quality_statement"]
    taken = [" ".join(run) for text in _texts(whole) for run in _runs(text) & published]
    assert taken == []


@with_reference
def test_the_nine_statements_are_quoted_word_for_word(framework: Framework) -> None:
    published = (REFERENCE / "workbook-part-2.txt").read_text(encoding="utf-8")
    lines = [line.strip(" ·\t") for line in published.replace("’", "'").split("\n")]
    for statement in framework.statements:
        sentences = re.split(r"(?<=\.) (?=We )", statement.text.replace("’", "'"))
        assert all(any(sentence.rstrip(".") in line for line in lines) for sentence in sentences), statement.id


# choosing and reading a file


def _file(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{version}.yaml"
    path.write_text(FILE.read_text(encoding="utf-8").replace('"2024-03"', f'"{version}"', 1), encoding="utf-8")
    return path


def test_a_workspace_without_a_framework_uses_the_house_copy(tmp_path: Path) -> None:
    assert framework_file(Workspace(tmp_path)) == house() / "data_schemas" / "framework" / "2024-03.yaml"


def test_the_newest_version_is_used(tmp_path: Path) -> None:
    _file(tmp_path / "data_schemas" / "framework", "2024-03")
    newest = _file(tmp_path / "data_schemas" / "framework", "2026-01")
    assert framework_file(Workspace(tmp_path)) == newest
    assert load_framework(newest).version == "2026-01"


def test_the_councils_own_copy_comes_before_all_others(tmp_path: Path) -> None:
    _file(tmp_path / "data_schemas" / "framework", "2026-01")
    own = _file(tmp_path / "inputs" / "framework", "2024-03")
    assert framework_file(Workspace(tmp_path)) == own


@pytest.mark.parametrize(
    "content", [b"", b"- a list", b"version: [", b"version: '1'\n", b"\xff\xfe", b"version: 1\nversion: 2\n"]
)
def test_a_file_that_is_no_framework_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "2030-01.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_framework(path)
    (finding,) = caught.value.findings
    assert finding.place.file == "2030-01.yaml"
    assert finding.message.startswith("2030-01.yaml is not a framework")


def test_a_framework_with_an_unknown_side_of_the_scale_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2030-01.yaml"
    text = FILE.read_text(encoding="utf-8").replace("side: unknown", "side: somewhere")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="somewhere"):
        load_framework(path)


# as a script sees it


def test_the_listing_has_the_keys_of_the_contract(framework: Framework) -> None:
    listed = framework_json(framework)
    assert set(listed) == {"version", "themes", "ratings", "library", "roles", "sources", "official_wording"}
    assert set(listed["themes"][0]) == {"id", "name", "statements"}
    assert set(listed["themes"][0]["statements"][0]) == {"id", "name", "quality_statement", "items", "blocks"}
    assert set(listed["themes"][0]["statements"][0]["items"][0]) == {"id", "text"}
    assert set(listed["themes"][0]["statements"][0]["blocks"][0]) == {"id", "title", "prompts", "data"}
    assert set(listed["library"][0]) == {
        "id",
        "group",
        "text",
        "information_return",
        "statement",
        "document_types",
        "twelve_months",
    }
    assert set(listed["sources"][0]) == {"id", "group", "text"}


def test_the_listing_is_json_and_complete(framework: Framework) -> None:
    listed = json.loads(json.dumps(framework_json(framework)))
    items = [item for theme in listed["themes"] for s in theme["statements"] for item in s["items"]]
    assert len(items) == 94
    assert (len(listed["library"]), len(listed["sources"]), len(listed["roles"])) == (52, 16, 11)


def test_a_row_for_all_statements_is_listed_with_none(framework: Framework) -> None:
    assert framework_json(framework)["library"][0]["statement"] is None
