"""Days and numbers in templates: they print as words, and sort, compare and add up as what they are."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from engine.findings import Place
from engine.inspection.inspect import inspect
from engine.inspection.shapes_of_views import vocabulary
from engine.templates.environment import TemplateEnvironment
from engine.templates.kinds import TemplateKind
from engine.templates.worth import Worded, amount, day, number
from tests.material.small_word import in_bytes, word_file

DICE = random.Random(20)
DAYS = [date(2026, 1, 1) + timedelta(DICE.randrange(900)) for _ in range(60)]
PRINTED = "{% for row in rows|sort(attribute='due') %}{{ row.due }};{% endfor %}"


def _printed(source: str, **values: Any) -> str:
    return TemplateEnvironment().from_string(source).render(values)


def test_days_come_one_after_the_other_and_those_that_are_not_there_come_last_either_way() -> None:
    rows = [{"due": day(when)} for when in (DAYS[0], None, *DAYS[1:])]
    in_order = [*map(day, sorted(DAYS)), day(None)]
    assert _printed(PRINTED, rows=rows).split(";")[:-1] == in_order
    back = _printed(PRINTED.replace("'due'", "'due', reverse=true"), rows=rows).split(";")[:-1]
    assert back == [*reversed(in_order[:-1]), "–"]


def test_ids_come_by_their_numbers_among_other_texts() -> None:
    refs = [f"{kind}-{number:03}" for kind in "DEF" for number in (1, 99, 100, 999, 1000, 1001, 9999)]
    typed = [*refs, "D-9999a", "Zebra"]
    assert _printed("{{ values|sort|join(' ') }}", values=DICE.sample(typed, len(typed))).split() == [
        *refs[:7],
        "D-9999a",
        *refs[7:],
        "Zebra",
    ]


def test_numbers_come_by_size_whatever_they_are_counted_in() -> None:
    typed = ["£1.2m", "9 days", "94%", "1,204", "Good", "–", "£900k"]
    said = _printed("{{ values|sort|join('; ') }}", values=[amount(one) for one in typed])
    assert said == "9 days; 94%; 1,204; £900k; £1.2m; Good; –"


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ rows|selectattr('n', 'eq', 4)|map(attribute='n')|join }}", "4"),
        ("{{ rows|selectattr('due', 'lt', '2026-06-01')|list|length }}", "1"),
        ("{{ rows|sum('n') }} {{ rows|sum(attribute='n') + 1 }} {{ rows[0].n * rows[1].n }}", "14 15 40"),
        ("{{ (rows|max(attribute='due')).n }} {{ (rows|min(attribute='n')).due }}", "4 –"),
        ("{% for g in rows|groupby('who') %}{{ g.grouper }}:{{ g.list|sum('n') }} {% endfor %}", "A:4 B:10 "),
        ("{{ rows[0].n is even }}", "refused"),
        ("{% if rows[0].n is even and rows[1].n > 9 %}yes{% endif %}", "yes"),
        ("{{ rows|unique(attribute='who')|list|length }} {{ list[rows[2].n] }} {{ rows[0].n|int + 1 }}", "2 b 5"),
        ("{{ rows[0].n ~ '!' }} {{ rows[0].due|upper }} {{ rows[2].due }}", "4! 1 JULY 2026 –"),
        ("{{ rows[0].due|replace('July', 'Jul') }} {{ nothing + 1 }}", "1 Jul 2026 –"),
    ],
)
def test_what_they_are_worth_in_tags(source: str, printed: str) -> None:
    rows = [
        {"n": number(4), "due": day(date(2026, 7, 1)), "who": "A"},
        {"n": amount("10 people"), "due": day(date(2026, 5, 2)), "who": "B"},
        {"n": number(0), "due": day(None), "who": "b"},
    ]
    if printed == "refused":
        with pytest.raises(Exception, match="yes or no"):
            _printed(source, rows=rows)
        return
    assert _printed(source, rows=rows, list=["b", "c"], nothing=number(None)) == printed


def test_what_is_not_there_is_neither_before_nor_after_anything() -> None:
    nothing = day(None)
    assert not any((nothing < "2026-01-01", nothing > "2026-01-01", nothing <= 3, nothing >= number(3), nothing == 0))
    assert nothing == "–"


def test_a_worth_is_a_text_wherever_a_text_is_asked_for() -> None:
    when = day(date(2026, 3, 14))
    assert (str(when), f"{when}", when == "14 March 2026", when == "2026-03-14") == (
        *("14 March 2026", "14 March 2026"),
        *(True, True),
    )
    assert hash(when) == hash("14 March 2026")
    assert isinstance(when, Worded)


def _said(*lines: str) -> list[str]:
    found = inspect(in_bytes(word_file(*lines)), Place("word_templates/report.docx")).remarks
    return [remark.finding.message for remark in found if remark.finding.code == "W-21"]


def _within(*filters: str) -> list[str]:
    return [
        line for one in filters for line in (f"{{%p for one in actions|{one} %}}", "{{r one.text }}", "{%p endfor %}")
    ]


def test_a_field_that_a_filter_misspells_is_told_like_any_other() -> None:
    wrong = _within("sort(attribute='dew')", "selectattr('ownr', 'eq', 'A')", "unique(attribute='stauts')")
    assert _said(*wrong, "{{ process.groups|sum('poeple') }}") == [
        'There is no field "dew". Did you mean "due"?',
        'There is no field "ownr". Did you mean "owner"?',
        'There is no field "stauts". Did you mean "status"?',
        'There is no field "poeple". Did you mean "people"?',
    ]


def test_the_entries_of_groups_are_known_to_the_check() -> None:
    lines = ["{%p for who in actions|groupby('owner') %}", "{{ who.grouper }}", "{%p for one in who.list %}"]
    assert _said(*lines, "{{ one.due }} {{ one.status }}", "{%p endfor %}", "{%p endfor %}") == []
    assert _said(*lines, "{{ one.deu }}", "{%p endfor %}", "{%p endfor %}") == [
        'There is no field "deu". Did you mean "due"?'
    ]


def test_days_and_numbers_of_every_view_are_known_as_such() -> None:
    report = vocabulary(TemplateKind.REPORT).fields
    known = [report[name].item for name in ("actions", "themes", "figures")]
    assert [one.fields[name].kind for one, name in zip(known, ("due", "number", "value"), strict=True) if one] == [
        *("day", "number", "number"),
    ]
