"""Values against their schemas: every fault at once, each as a sentence with its place and what to do about it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.findings import Finding, Place, Severity
from engine.model.framework import Framework
from engine.model.inputs import CheckedInputs
from engine.model.record import Record
from engine.model.story import Paragraph, Run
from engine.model.vocabulary import Vocabulary
from engine.schemas import Schema
from engine.sources.load import load_inputs
from engine.sources.yaml_file import read_yaml
from engine.validation.validate import validate
from engine.validation.validate_all import validate_all
from engine.workspace import Workspace
from tests.material.small_inputs import KINDS, SCHEMAS, council

WORDS = Vocabulary({"theme": {"leadership": "leadership", "ensuring safety": "ensuring-safety"}})


def check(rules: Schema, **values: Any) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """What becomes of a record whose field `field` has these rules. Without a value the field is not there."""
    checked = validate(
        Record(schema="small", file="inputs/small.yaml", values=values, places={("field",): "line 3"}),
        {"field": rules},
        WORDS,
    )
    return checked.values, checked.findings


def fault(rules: Schema, **values: Any) -> Finding:
    """The one finding about such a record."""
    _, findings = check(rules, **values)
    assert len(findings) == 1
    return findings[0]


def told_of(rules: Schema, **values: Any) -> tuple[str, str]:
    finding = fault(rules, **values)
    return finding.message, finding.fix


def inline(text: str) -> Paragraph:
    return Paragraph((Run(text),), Place("inputs/small.docx"))


# a sentence for each rule


def test_each_name_of_a_list_in_a_cell_is_checked() -> None:
    words = Vocabulary({"theme": {"leadership": "leadership", "equity": "equity"}})
    rules = {"field": {"type": "string", "known_each": "theme", "meta": {"fix": "Write the id of a theme."}}}
    record = Record(schema="evidence", file="inputs/evidence.xlsx", values={"field": "leadership; equty, zzz"})
    found = validate(record, rules, words)
    assert {(one.message, one.fix) for one in found.findings} == {
        ('field: there is no theme "equty".', "Did you mean equity?"),
        ('field: there is no theme "zzz".', "Write the id of a theme."),
    }
    assert (
        validate(Record(schema="evidence", file="a", values={"field": "Leadership;Equity"}), rules, words).findings
        == ()
    )


def test_a_field_that_is_not_there() -> None:
    assert told_of({"type": "string", "required": True}) == ("field is missing.", "Put in what is missing.")


def test_a_field_that_is_empty() -> None:
    assert told_of({"type": "string", "empty": False}, field="") == ("field is missing.", "Put in what is missing.")


def test_a_field_that_holds_nothing() -> None:
    assert told_of({"type": "string"}, field=None) == ("field is missing.", "Put in what is missing.")


def test_text_without_a_paragraph() -> None:
    assert told_of({"type": "story", "empty": False}, field=()) == ("field is missing.", "Put in what is missing.")


def test_a_word_that_is_none_of_those_allowed() -> None:
    rules = {"type": "string", "allowed": ["In place", "In draft", "Gap"]}
    assert told_of(rules, field="Missing") == (
        'field: "Missing" is none of In place, In draft or Gap.',
        "Write In place, In draft or Gap.",
    )


def test_a_word_that_is_nearly_one_of_those_allowed() -> None:
    rules = {"type": "string", "allowed": ["", "In place", "In draft", "Gap"]}
    assert told_of(rules, field="In palce") == (
        'field: "In palce" is none of In place, In draft or Gap.',
        "Did you mean In place?",
    )


def test_a_name_that_nobody_knows() -> None:
    rules = {"type": "string", "known": "theme", "meta": {"fix": "Write the id of a theme."}}
    assert told_of(rules, field="zzz") == ('field: there is no theme "zzz".', "Write the id of a theme.")


def test_a_name_that_is_nearly_known() -> None:
    assert told_of({"type": "string", "known": "theme"}, field="Ensuring saftey") == (
        'field: there is no theme "Ensuring saftey".',
        "Did you mean ensuring-safety?",
    )


@pytest.mark.parametrize("value", ["Leadership", "LEADERSHIP", "ensuring-safety", ""])
def test_a_name_that_is_known_in_any_writing_is_fine(value: str) -> None:
    assert check({"type": "string", "known": "theme"}, field=value) == ({"field": value}, ())


def test_a_kind_of_name_of_which_none_is_known_is_not_checked() -> None:
    assert check({"type": "string", "known": "group"}, field="zzz") == ({"field": "zzz"}, ())


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("string", 12, 'field: "12" is not text.'),
        ("integer", "many", 'field: "many" is not a whole number.'),
        ("integer", 4.5, 'field: "4.5" is not a whole number.'),
        ("boolean", "maybe", 'field: "maybe" is not true or false.'),
        ("date", "spring", 'field: "spring" is not a date.'),
        ("list", "one", "field must be a list."),
        ("list", {"type": "one"}, "field must be a list."),
        ("dict", "one", "field must be a group of fields."),
        ("dict", ["one"], "field must be a group of fields."),
        ("story", "one", 'field: "one" is not text.'),
        ("inline", "one", 'field: "one" is not text.'),
    ],
)
def test_a_value_of_another_type(kind: str, value: object, said: str) -> None:
    assert told_of({"type": kind}, field=value) == (said, "Correct it where it stands.")


def test_a_group_of_fields_where_a_list_of_groups_is_wanted() -> None:
    rules = {"type": "list", "schema": {"type": "dict", "schema": {"id": {"type": "string"}}}}
    assert told_of(rules, field={"type": "x", "schema": "y", "id": "z"})[0] == "field must be a list."


def test_text_in_the_wrong_form() -> None:
    rules = {"type": "string", "regex": r"D-\d{3}", "meta": {"fix": "Write D- and three digits."}}
    assert told_of(rules, field="D-14") == ('field: "D-14" is not in the right form.', "Write D- and three digits.")


def test_text_that_is_too_long() -> None:
    assert told_of({"type": "string", "maxlength": 5}, field="too long") == (
        "field has 8 characters; 5 fit on its line.",
        "Shorten it by 3 characters or more.",
    )


def test_a_list_that_is_too_short() -> None:
    assert told_of({"type": "list", "minlength": 2}, field=["one"])[0] == (
        "field has 1 entry; there must be 2 or more."
    )


def test_a_number_that_is_too_small() -> None:
    assert told_of({"type": "integer", "min": 0}, field=-3)[0] == 'field: "-3" is less than 0.'


def test_a_rule_without_a_sentence_of_its_own_still_has_one() -> None:
    assert told_of({"type": "integer", "max": 9}, field=12)[0] == 'field: "12" is not allowed here.'


def test_a_field_that_the_schema_does_not_have() -> None:
    assert told_of({"type": "string"}, other="x") == (
        'There is no field "other" here.',
        "Check its spelling, or take it out.",
    )


def test_a_field_that_is_nearly_one_of_the_schema() -> None:
    assert told_of({"type": "string"}, feild="x")[1] == "Did you mean field?"


def test_a_long_value_is_cut_and_the_cut_is_shown() -> None:
    message, _ = told_of({"type": "string", "known": "theme"}, field="x" * 100)
    assert message == f'field: there is no theme "{"x" * 80}…".'


def test_the_words_of_a_paragraph_are_shown_without_its_insides() -> None:
    assert told_of({"type": "string", "coerce": "date"}, field=inline("soon"))[0].startswith('field: "soon"')


def test_a_field_within_a_group_is_compared_with_those_of_the_group() -> None:
    rules = {"type": "dict", "schema": {"position": {"type": "string"}}}
    assert told_of(rules, field={"postion": "x"})[1] == "Did you mean position?"


# severity, code and fix


def test_the_schema_says_how_much_it_matters_and_under_which_code() -> None:
    finding = fault({"type": "string", "required": True, "meta": {"code": "S-05", "severity": "warning"}})
    assert (finding.code, finding.severity) == ("S-05", Severity.WARNING)


def test_without_a_word_from_the_schema_it_is_an_error() -> None:
    finding = fault({"type": "string", "required": True})
    assert (finding.code, finding.severity) == ("I-10", Severity.ERROR)


def test_the_fix_of_the_schema_is_told() -> None:
    assert told_of({"type": "string", "required": True, "meta": {"fix": "Name it."}})[1] == "Name it."


def test_a_guess_is_worth_more_than_the_fix_of_the_schema() -> None:
    rules = {"type": "string", "known": "theme", "meta": {"fix": "Write the id of a theme."}}
    assert told_of(rules, field="leadershp")[1] == "Did you mean leadership?"


# names and places


@pytest.mark.parametrize("word", ["column", "heading", "label", "sheet"])
def test_a_field_is_called_what_its_reader_sees(word: str) -> None:
    assert told_of({"type": "string", "required": True, "meta": {word: "Owner"}})[0] == "Owner is missing."


def test_a_field_of_yaml_is_called_by_its_keys() -> None:
    rules = {"type": "dict", "schema": {"inner": {"type": "string", "required": True}}}
    assert told_of(rules, field={})[0] == "field.inner is missing."


def test_a_wrong_value_is_told_with_its_place() -> None:
    assert fault({"type": "integer"}, field="x").place == Place("inputs/small.yaml", "line 3")


def test_a_wrong_value_without_a_place_has_the_place_around_it() -> None:
    rules = {"type": "list", "schema": {"type": "dict", "schema": {"id": {"type": "integer"}}}}
    assert fault(rules, field=[{"id": "x"}]).place.where == "line 3"


def test_a_wrong_cell_is_told_with_its_own_place() -> None:
    rules: Schema = {"rows": {"type": "list", "schema": {"type": "dict", "schema": {"id": {"type": "integer"}}}}}
    places = {("rows",): "Sheet", ("rows", 1): "Sheet!A3", ("rows", 1, "id"): "Sheet!C3"}
    record = Record(schema="small", file="small.xlsx", values={"rows": [{"id": 1}, {"id": "x"}]}, places=places)
    assert [finding.place.where for finding in validate(record, rules, WORDS).findings] == ["Sheet!C3"]


@pytest.mark.parametrize(
    ("schema", "file", "about"),
    [
        ("narrative_statement", "inputs/narrative/equity.docx", "equity"),
        ("evidence", "inputs/evidence.xlsx", ""),
    ],
)
def test_a_fault_of_a_form_is_about_its_statement_and_one_of_another_file_about_none(
    schema: str, file: str, about: str
) -> None:
    checked_ = validate(
        Record(schema=schema, file=file, values={}), {"field": {"type": "string", "required": True}}, WORDS
    )
    assert [finding.about for finding in checked_.findings] == [about]


# what stays and what goes


def test_every_fault_is_told_in_one_run() -> None:
    rules: Schema = {
        "title": {"type": "string", "required": True},
        "date": {"type": "date", "coerce": "date"},
        "rows": {"type": "list", "schema": {"type": "dict", "schema": {"n": {"type": "integer", "min": 0}}}},
    }
    values = {"date": "soon", "rows": [{"n": -1}, {"n": "x"}, {"m": 1}], "more": 1}
    findings = validate(Record(schema="small", file="small.yaml", values=values), rules, WORDS).findings
    assert sorted(finding.message for finding in findings) == [
        'There is no field "m" here.',
        'There is no field "more" here.',
        'date: "soon" is not a date.',
        'rows.n: "-1" is less than 0.',
        'rows.n: "x" is not a whole number.',
        "title is missing.",
    ]


def test_a_wrong_value_is_taken_out_and_the_rest_stays() -> None:
    rules = {"type": "dict", "schema": {"a": {"type": "integer"}, "b": {"type": "integer"}}}
    assert check(rules, field={"a": 1, "b": "x"})[0] == {"field": {"a": 1}}


def test_a_wrong_cell_is_taken_out_and_its_row_stays() -> None:
    row = {"type": "dict", "schema": {"a": {"type": "integer"}, "b": {"type": "integer"}}}
    values, _ = check({"type": "list", "schema": row}, field=[{"a": 1, "b": 2}, {"a": "x", "b": 4}])
    assert values == {"field": [{"a": 1, "b": 2}, {"b": 4}]}


def test_a_wrong_entry_leaves_its_number_empty_so_that_the_others_keep_theirs() -> None:
    values, _ = check({"type": "list", "schema": {"type": "integer"}}, field=[1, "x", 3])
    assert values == {"field": [1, None, 3]}


def test_a_wrong_entry_with_wrong_values_in_it_is_taken_out_with_them() -> None:
    rules = {"type": "list", "schema": {"type": "list", "minlength": 2, "schema": {"type": "integer"}}}
    values, findings = check(rules, field=[["x"], [1, 2]])
    assert values == {"field": [None, [1, 2]]}
    assert len(findings) == 2


def test_what_is_not_there_becomes_its_default() -> None:
    assert check({"type": "string", "default": "neither"}) == ({"field": "neither"}, ())


def test_the_record_itself_is_not_changed() -> None:
    values = {"field": [{"a": "x"}]}
    check({"type": "list", "schema": {"type": "dict", "schema": {"a": {"type": "integer"}}}}, **values)
    assert values == {"field": [{"a": "x"}]}


# values as people type them


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-06",
        "6 March 2026",
        "6th March 2026",
        "6 Mar 2026",
        "06/03/2026",
        "6/3/2026",
        "06.03.2026",
        " 6  March 2026 ",
        date(2026, 3, 6),
        datetime(2026, 3, 6, 12),
    ],
)
def test_a_date_is_understood_in_every_british_form(typed: object) -> None:
    assert check({"type": "date", "coerce": "date"}, field=typed) == ({"field": date(2026, 3, 6)}, ())


@pytest.mark.parametrize("typed", ["March 2026", "soon", "31/02/2026", "2026-13-01", "03/31/2026", "46087", "TBC"])
def test_what_is_no_date_is_told(typed: str) -> None:
    rules = {"type": "date", "coerce": "date", "meta": {"fix": "Write a date such as 6 March 2026."}}
    assert told_of(rules, field=typed) == (f'field: "{typed}" is not a date.', "Write a date such as 6 March 2026.")


def test_an_empty_date_is_a_missing_one() -> None:
    rules = {"type": "date", "coerce": "date", "meta": {"fix": "Write a date such as 6 March 2026."}}
    assert told_of(rules, field="") == ("field is missing.", "Write a date such as 6 March 2026.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(yes, True) for yes in ("Yes", "y", " YES ", "x", "✓", "true", "1", True, 1)]
    + [(no, False) for no in ("No", "n", "FALSE", "0", False, 0)],
)
def test_yes_and_no_are_understood_as_people_type_them(typed: object, meant: bool) -> None:
    assert check({"type": "boolean", "coerce": "yes_or_no"}, field=typed) == ({"field": meant}, ())


@pytest.mark.parametrize("typed", ["maybe", "yes and no", "?", "2"])
def test_what_is_neither_yes_nor_no_is_told(typed: str) -> None:
    rules = {"type": "boolean", "coerce": "yes_or_no", "meta": {"fix": "Write Yes or No."}}
    assert told_of(rules, field=typed) == (f'field: "{typed}" is neither Yes nor No.', "Write Yes or No.")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://wenlow.example.org/a", "https://wenlow.example.org/a"),
        (" http://wenlow.example.org. ", "http://wenlow.example.org"),
        ("https://wenlow.example.org/our plan.pdf", "https://wenlow.example.org/our%20plan.pdf"),
        ("https://wenlow.example.org/our%20plan.pdf", "https://wenlow.example.org/our%20plan.pdf"),
        ("https://wenlow.example.org/?a=b&c=d#e", "https://wenlow.example.org/?a=b&c=d#e"),
        ("https://wenlow.example.org/café", "https://wenlow.example.org/caf%C3%A9"),
        ("", ""),
    ],
)
def test_a_web_address_is_encoded_once(typed: str, address: str) -> None:
    assert check({"type": "string", "coerce": "link"}, field=typed) == ({"field": address}, ())


LOCAL = "a path on a drive, a server or the council's own network"


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("www.wenlow.example.org", "not a web address"),
        (r"S:\Adults\plan.docx", LOCAL),
        ("file:///etc/passwd", LOCAL),
        ("https://intranet/plan", LOCAL),
        ("javascript:alert(1)", "an address that would run a program instead of opening a page"),
        ("see intranet", "not a web address"),
        ("https://", "not a web address"),
        ("https:// wenlow", "not a web address"),
        ("http://[wenlow", "not a web address"),
        ("mailto:x@wenlow.example.org", "an e-mail address"),
    ],
)
def test_what_is_no_web_address_is_told(typed: str, what: str) -> None:
    assert told_of({"type": "string", "coerce": "link"}, field=typed)[0] == f'field: "{typed}" is {what}.'


def test_a_password_in_a_link_is_told_and_not_repeated() -> None:
    message = told_of({"type": "string", "coerce": "link"}, field="https://priya:secret@wenlow.example.org/plan")[0]
    assert message == 'field: "https://…@wenlow.example.org/plan" holds a name or a password.'


@pytest.mark.parametrize(
    ("typed", "text"), [(12, "12"), (3.5, "3.5"), (date(2026, 3, 6), "6 March 2026"), (inline("a b"), "a b")]
)
def test_numbers_and_dates_in_a_field_for_text_become_text(typed: object, text: str) -> None:
    assert check({"type": "string", "coerce": "text"}, field=typed) == ({"field": text}, ())


# whole files


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    (workspace.inputs / "checklists").mkdir(parents=True)
    return workspace


def checked(workspace: Workspace, framework: Framework, text: str) -> CheckedInputs:
    """The inputs of a workspace with this council.yaml."""
    (workspace.inputs / "council.yaml").write_text(text, encoding="utf-8")
    return validate_all(load_inputs(workspace, framework), framework)


def test_a_sound_council_is_sound(small: Workspace, framework: Framework) -> None:
    inputs = checked(small, framework, council())
    assert inputs.council_is_sound
    assert inputs.findings == ()


def test_a_council_that_is_missing_is_not_sound(small: Workspace, framework: Framework) -> None:
    inputs = validate_all(load_inputs(small, framework), framework)
    assert not inputs.council_is_sound


def test_every_fault_of_council_yaml_comes_with_its_line(small: Workspace, framework: Framework) -> None:
    text = (
        "council: {name: Wenlow Borough Council}\n"
        "report:\n"
        "  title: Self-assessment\n"
        "  subtitle: How well we do\n"
        "  version: 3.10\n"
        "  date: 2026-02-30\n"
        "  review_due: 31 March 2027\n"
        "groups:\n"
        "  - {id: Leaders, name: Leaders, people: 17, how: Team day}\n"
        "  - {id: carers, name: Carers, people: some, how: Forum, lived_experience: maybe}\n"
        "verifiers:\n"
        "  - {statement: equality, name: Priya Nair, position: Head, email: priya}\n"
    )
    inputs = checked(small, framework, text)
    assert not inputs.council_is_sound
    found = {(finding.place.where, finding.message, finding.fix) for finding in inputs.findings}
    assert found == {
        ("line 1", "council.short_name is missing.", "Write the name people say, such as Wenlow."),
        (
            "line 6",
            'report.date: "2026-02-30" is not a date.',
            "Write the date of this version as 2026-03-14.",
        ),
        (
            "line 9",
            'groups.id: "Leaders" is not in the right form.',
            "Use small letters, digits and hyphens, such as frontline-staff.",
        ),
        ("line 10", 'groups.people: "some" is not a whole number.', "Write how many people took part, in digits."),
        (
            "line 10",
            'groups.lived_experience: "maybe" is not true or false.',
            "Write true for people who draw on care and for unpaid carers, else false.",
        ),
        ("line 12", 'verifiers.statement: there is no statement "equality".', "Did you mean equity?"),
        (
            "line 12",
            'verifiers.email: "priya" is not in the right form.',
            "Write an e-mail address, or leave it out.",
        ),
    }


def test_a_logo_that_is_not_there_is_told(small: Workspace, framework: Framework) -> None:
    inputs = checked(small, framework, council(brand={"logo": "brand/logo.png"}))
    assert [finding.message for finding in inputs.findings] == ['brand.logo: there is no picture "brand/logo.png".']


def test_what_could_not_be_read_is_not_checked_a_second_time(small: Workspace, framework: Framework) -> None:
    (small.inputs / "evidence.xlsx").write_bytes(b"")
    inputs = checked(small, framework, council())
    assert (inputs.evidence.values, inputs.findings) == ({}, ())


# anything at all

_LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.binary())
_KEY = st.one_of(st.sampled_from(["id", "name", "type", "schema", "date", "groups", "text"]), st.text())
_ANYTHING = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=3), max_leaves=8
)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.data())
def test_no_value_at_all_is_an_exception(framework: Framework, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    names = st.sampled_from(sorted(SCHEMAS[kind])) | _KEY
    values = data.draw(st.dictionaries(names, _ANYTHING, max_size=4))
    kinds = dict.fromkeys(
        ("group", "picture", "statement", "theme", "rating", "role", "declaration"), WORDS.kinds["theme"]
    )
    more = dict.fromkeys(
        ("checklist item", "library row", "library group", "listed source", "kind of evidence"), WORDS.kinds["theme"]
    )
    result = validate(Record(schema=kind, file="x", values=values), SCHEMAS[kind], Vocabulary({**kinds, **more}))
    assert all(finding.message and finding.fix for finding in result.findings)


def test_a_council_with_a_list_where_a_group_of_fields_belongs_is_told(tmp_path: Path) -> None:
    (tmp_path / "council.yaml").write_text("council: [Wenlow]\ngroups: {leaders: 17}\n", encoding="utf-8")
    record, _ = read_yaml(tmp_path / "council.yaml", "inputs/council.yaml", "council")
    messages = [finding.message for finding in validate(record, SCHEMAS["council"], WORDS).findings]
    assert "council must be a group of fields." in messages
    assert "groups must be a list." in messages
