"""council.yaml by forms: what is typed is what it says then, all else stays, and what would spoil it is not saved."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.commands.council import (
    PARTS,
    CouncilForm,
    CouncilPart,
    CouncilSaved,
    NotSaved,
    contrasts,
    form_now,
    save,
    save_text,
    text_now,
    undo_council,
)
from engine.commands.council.form import FieldKind
from engine.commands.council.parts import fields_of
from engine.doors import EARLIER, ChangedMeanwhileError
from engine.errors import UsageError
from engine.schemas import schema_in_use
from engine.workspace import Workspace
from tests.conftest import ROOT

NAME, PEOPLE, GROUPS, DATES, BRAND, WORDS, RULES = PARTS
_ODD = "a: \"b\" # {c}, [d] 'e' — é\u00a0😀"


def text(workspace: Workspace) -> str:
    return (workspace.inputs / "council.yaml").read_bytes().decode()


def form(workspace: Workspace, part: CouncilPart) -> CouncilForm:
    found = form_now(workspace, part, {}, "")
    assert found
    return found


def saved(workspace: Workspace, part: CouncilPart, **typed: str) -> CouncilSaved | NotSaved:
    """What comes of typing something into a form as it is now; __ stands for a dot."""
    named = {name.replace("__", "."): value for name, value in typed.items()}
    return save(workspace, part, named, form(workspace, part).seen)


def values(found: CouncilForm) -> dict[str, str]:
    return {one.name: one.value for _, one in found.fields}


def wrong(done: CouncilSaved | NotSaved) -> dict[str, str]:
    assert isinstance(done, NotSaved)
    return dict(done.form.wrong)


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_every_field_of_the_schema_stands_in_one_part(little: Workspace) -> None:
    schema = schema_in_use(little, "council") | {"of_our_own": {"type": "string"}}
    found = [field for part in PARTS for field in fields_of(part, schema)]
    assert sorted(found) == sorted(schema)


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_text_can_be_typed_into_every_field_and_is_read_back(little: Workspace, part: CouncilPart) -> None:
    """Where the schema has a form for it, it is refused at that field and nothing is written."""
    before, every = text(little), [one for _, one in form(little, part).fields]
    typed = {one.name: _ODD for one in every if one.kind in (FieldKind.TEXT, FieldKind.LONG) and not one.is_fixed}
    done = save(little, part, typed, form(little, part).seen)
    if isinstance(done, NotSaved):
        assert text(little) == before
        assert values(done.form) | typed == values(done.form)
        typed = {name: words for name, words in typed.items() if not _is_told(done, name)}
        done = save(little, part, typed, form(little, part).seen)
    assert isinstance(done, CouncilSaved)
    told = values(form(little, part))
    assert {name for name, words in typed.items() if told.get(name) != words.replace("\u00a0", " ")} <= _new(typed)


def _is_told(done: NotSaved, name: str) -> bool:
    """Whether something is wrong with a field, or with the row or list that it stands in."""
    row = name.rpartition(".")[0]
    return any(told == name or told.startswith(f"{row}.") or row.startswith(f"{told}.") for told in wrong(done))


def _new(typed: dict[str, str]) -> set[str]:
    return {name for name in typed if ".new" in name}


def test_one_value_changes_and_no_other_letter(little: Workspace) -> None:
    before = text(little)
    assert isinstance(saved(little, NAME, council__short_name="Wen"), CouncilSaved)
    assert text(little) == before.replace("short_name: Wenlow", "short_name: Wen")
    undo_council(little)
    assert text(little) == before
    with pytest.raises(UsageError, match="nothing to take back"):
        undo_council(little)


@pytest.mark.parametrize("step", ["9" * 5000, "٣", "²", "new", "-1", ""], ids=["9…", "٣", "²", "new", "-1", "nothing"])
def test_a_row_of_any_name_ends_in_a_form_or_is_saved(little: Workspace, step: str) -> None:
    typed = {f"verifiers.{step}.name": "Bo", f"acronyms.{step}.drop": "true"}
    people = next(part for part in PARTS if "verifiers" in part.fields)
    assert isinstance(save(little, people, typed, form(little, people).seen), CouncilSaved | NotSaved)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_breaks_and_the_mark_at_the_beginning_stay(little: Workspace, newline: str) -> None:
    path = little.inputs / "council.yaml"
    before = "\ufeff" + text(little).replace("\n", newline)
    path.write_bytes(before.encode())
    saved(little, NAME, report__marking="", report__version="4: final")
    wanted = before.replace("marking: OFFICIAL", "marking:").replace('"3.0"', '"4: final"')
    assert text(little) == wanted
    assert isinstance(
        save_text(little, wanted.strip("\ufeff").replace("\r\n", "\n"), form(little, NAME).seen), CouncilSaved
    )
    assert text(little) == wanted


LINES = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), unique=True)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(before=LINES.filter(bool), after=LINES, is_flow=st.booleans())
def test_a_line_that_stays_keeps_the_comment_beside_it(
    little: Workspace, before: list[str], after: list[str], is_flow: bool
) -> None:
    path, around = little.inputs / "council.yaml", text(little).partition("self_judgement:")[0]
    if is_flow:
        written = ["self_judgement: {scale: [", *(f"  {word},  # about {word}" for word in before), "]}"]
    else:
        written = ["self_judgement:", "  scale:", *(f"    - {word}  # about {word}" for word in before)]
    path.write_text("\n".join((around.rstrip("\n"), *written, "# the end", "")), encoding="utf-8")
    done = saved(little, WORDS, self_judgement__scale="\n".join(after))
    assert isinstance(done, CouncilSaved)
    assert values(form(little, WORDS))["self_judgement.scale"] == "\n".join(after)
    assert text(little).startswith(around.rstrip("\n"))
    assert text(little).endswith("# the end\n")
    stay = [word for word in after if word in before]
    if stay == [word for word in before if word in after]:  # none has taken the place of another
        lost = [word for word in stay if not re.search(rf"\b{word}\b.*# about {word}$", text(little), re.MULTILINE)]
        assert lost == []


def test_nothing_typed_writes_nothing(little: Workspace) -> None:
    for part in PARTS:
        done = save(little, part, values(form(little, part)), form(little, part).seen)
        assert isinstance(done, CouncilSaved)
        assert done.change is None
    assert not (little.root / EARLIER).exists()


def test_what_would_come_in_wrong_is_told_at_its_field_and_not_saved(little: Workspace) -> None:
    before = text(little)
    told = wrong(saved(little, PEOPLE, verifiers__1__email="a@b", verifiers__0__name=""))
    assert set(told) == {"verifiers.0.name", "verifiers.1.email"}
    assert told["verifiers.1.email"].endswith(
        'E-mail: "a@b" is not in the right form. Write an e-mail address, or leave it out.'
    )
    assert text(little) == before


def test_what_is_wrong_already_stops_nothing_and_is_told(little: Workspace) -> None:
    path = little.inputs / "council.yaml"
    path.write_text(text(little).replace("review_due: 2027-03-31", "review_due: soon"), encoding="utf-8")
    done = saved(little, NAME, council__name="Wenlow")
    assert isinstance(done, CouncilSaved)
    assert [fault.path for fault in done.faults] == [("report", "review_due")]
    assert "name: Wenlow," in text(little)


def test_blank_forms_are_filled_in_part_by_part(little: Workspace) -> None:
    blank = little
    shutil.copy(ROOT / "engine" / "forms" / "council.yaml", blank.inputs)
    before = text(blank)
    saved(blank, NAME, council__name="Ashby Council", council__short_name="Ashby", report__date="1 May 2026")
    saved(blank, DATES, returns__checklists="2026-01-30", dates__earlier="2026-05-11\n2026-06-11")
    first = form(blank, PEOPLE).sections[0].rows[0].name
    done = save(
        blank,
        PEOPLE,
        {f"{first}.statement": "assessing-needs", f"{first}.name": "Ann Ash", f"{first}.position": "Head"},
        form(blank, PEOPLE).seen,
    )
    assert isinstance(done, CouncilSaved)
    assert changed_lines(before, text(blank)) == [
        '  name: "Ashby Council"            # in full, as on your letters',
        '  short_name: "Ashby"      # as people say it',
        '  date: "1 May 2026"            # the date of this version, such as 2026-03-14',
        "  earlier:",
        "    - 2026-05-11",
        "    - 2026-06-11",
        "  checklists: 2026-01-30         # a group may have its own: due, among the groups",
        'verifiers:         # for each statement: {statement: assessing-needs, name: "", position: "", email: ""}',
        "  - {statement: assessing-needs, name: Ann Ash, position: Head}",
    ]
    assert [row.title for row in form(blank, PEOPLE).sections[0].rows][:2] == [
        "Assessing needs",
        "Equity in experiences and outcomes",
    ]


def test_rows_come_and_go_and_a_fault_is_told_at_the_row_that_was_typed(little: Workspace) -> None:
    new = {
        "groups.new0.id": "carers",
        "groups.new0.name": "Carers",
        "groups.new0.people": "x",
        "groups.new0.how": "Tea",
    }
    dropped = {"groups.1.drop": "true", "groups.3.drop": "true"}
    typed = {**new, **dropped, "groups.2.name": ""}
    done = save(little, GROUPS, typed, form(little, GROUPS).seen)
    assert set(wrong(done)) == {"groups.new0.people", "groups.2.name"}
    done = save(
        little, GROUPS, {**typed, "groups.2.name": "Leaders", "groups.new0.people": "7"}, form(little, GROUPS).seen
    )
    assert isinstance(done, CouncilSaved)
    named = [row.title for row in form(little, GROUPS).sections[0].rows if not row.is_new]
    assert named == ["People with lived experience", "Leaders", "Providers and voluntary sector", "Carers"]
    assert set(wrong(saved(little, GROUPS, groups__0__id="leaders"))) == {"groups.1.id"}


def test_a_file_that_changed_meanwhile_gives_the_form_back_with_what_it_says_now(little: Workspace) -> None:
    seen, path = form(little, NAME).seen, little.inputs / "council.yaml"
    path.write_text(text(little).replace("short_name: Wenlow", "short_name: Theirs"), encoding="utf-8")
    typed = values(form(little, NAME)) | {"council.name": "Ours", "council.short_name": "Wenlow"}
    done = save(little, NAME, typed, seen)
    assert isinstance(done, NotSaved)
    assert done.form.has_changed
    differs = {one.name: (one.value, one.theirs) for _, one in done.form.fields if one.theirs is not None}
    assert differs == {"council.name": ("Ours", "Wenlow Borough Council"), "council.short_name": ("Wenlow", "Theirs")}
    again = save(little, NAME, typed | {"council.short_name.theirs": "true"}, done.form.seen)
    assert isinstance(again, CouncilSaved)
    assert "council: {name: Ours, short_name: Theirs}" in text(little)
    with pytest.raises(ChangedMeanwhileError):
        save_text(little, "council: {}", seen)


def test_a_new_row_says_what_is_otherwise_than_by_itself(little: Workspace) -> None:
    new = {"sections.new0.id": "housing", "sections.new0.heading": "Housing", "sections.new0.place": "after Section B"}
    every = values(form(little, WORDS)) | {"sections.new0.public": "false"}
    assert isinstance(save(little, WORDS, every | new, form(little, WORDS).seen), CouncilSaved)
    assert "  - {id: housing, heading: Housing, place: after Section B, public: false}\n" in text(little)


def test_a_row_that_somebody_took_out_meanwhile_comes_back_as_it_was_typed(little: Workspace) -> None:
    seen, typed = form(little, GROUPS).seen, values(form(little, GROUPS)) | {"groups.4.how": "By tram"}
    saved(little, GROUPS, groups__0__drop="true")
    done = save(little, GROUPS, typed, seen)
    assert isinstance(done, NotSaved)
    assert values(done.form)["groups.4.how"] == "By tram"
    mine = {name: value for name, value in typed.items() if name.startswith("groups.4.")}
    assert isinstance(save(little, GROUPS, mine | {"groups.3.drop": "true"}, done.form.seen), CouncilSaved)
    rows = [row for row in form(little, GROUPS).sections[0].rows if not row.is_new]
    assert [row.title for row in rows][-2:] == ["Health and statutory partners", "Providers and voluntary sector"]
    assert "how: By tram" in text(little)


def test_what_stands_over_several_lines_is_shown_and_changed_in_the_text(little: Workspace) -> None:
    before = text(little).replace("  title: Adult", "  title: |\n    Adult")
    (little.inputs / "council.yaml").write_text(before, encoding="utf-8")
    fixed = [one.name for _, one in form(little, NAME).fields if one.is_fixed]
    assert fixed == ["report.title"]
    done = saved(little, NAME, report__title="Other")
    assert isinstance(done, NotSaved)
    assert "Change it in the text." in done.why
    assert text(little) == before


def test_a_text_that_cannot_be_read_is_not_saved_and_one_with_faults_is(little: Workspace) -> None:
    before, seen = text(little), form(little, NAME).seen
    for broken in ("council: [", "council: {}\ncouncil: {}", "- words", "a: *b"):
        with pytest.raises(UsageError, match="nothing was saved"):
            save_text(little, broken, seen)
    assert text(little) == before
    done = save_text(little, before.replace("date: 2026-03-14", "date: never"), seen)
    assert [fault.path for fault in done.faults] == [("report", "date")]
    assert text_now(little)[1] == done.faults


def test_a_file_that_is_no_yaml_has_no_form_but_its_text(little: Workspace) -> None:
    (little.inputs / "council.yaml").write_text("council: [\n", encoding="utf-8")
    assert form_now(little, NAME, {}, "") is None
    file, faults = text_now(little)
    assert (file.text, faults) == ("council: [\n", ())
    assert file.why.startswith("In line ")


def _weak(workspace: Workspace, **chosen: str) -> Iterator[tuple[str, str]]:
    yield from ((one.colour, one.ground) for one in contrasts(workspace, chosen) if not one.is_enough)


def test_colours_that_are_too_alike_are_told_with_one_that_passes(little: Workspace) -> None:
    assert list(_weak(little)) == []
    weak = [one for one in contrasts(little, {"lead": "#EEEEEE", "ink": "no colour"}) if not one.is_enough]
    assert {one.colour for one in weak} == {"lead"}
    assert list(_weak(little, lead=weak[0].better)) == []
