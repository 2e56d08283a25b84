"""Jinja in a template: finished values under plain names, and nothing that runs or reaches elsewhere."""

from __future__ import annotations

import time
from typing import Any

import pytest
from jinja2.exceptions import SecurityError, TemplateAssertionError, TemplateRuntimeError, UndefinedError
from markupsafe import Markup

from engine.templates import environment
from engine.templates.environment import MOST_LETTERS, MOST_TURNS, TemplateEnvironment
from engine.templates.language import FILTERS, TESTS, ForbiddenTag
from tests.conftest import ROOT


class Letter:
    """An object with an attribute and a method, as no template should ever get one."""

    sender = "Wenlow"

    def send(self) -> str:
        return "sent"


def _printed(source: str, **values: Any) -> str:
    return TemplateEnvironment().from_string(source).render(values)


def test_a_name_leads_to_an_entry_of_a_mapping() -> None:
    assert _printed("{{ council.name }}", council={"name": "Wenlow"}) == "Wenlow"


def test_a_number_in_brackets_leads_to_an_entry_of_a_list() -> None:
    assert _printed("{{ counts[1] }}", counts=["3", "5"]) == "5"


def test_a_loop_tells_its_turns() -> None:
    source = "{% for x in xs %}{{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor %}"
    assert _printed(source, xs="ab") == "1, 2"


def test_signs_of_xml_are_printed_as_they_are() -> None:
    assert _printed("{{ x }}", x="R&D < 3 > 2") == "R&amp;D &lt; 3 &gt; 2"


def test_ready_made_xml_is_not_escaped_again() -> None:
    assert _printed("{{ x }}", x=Markup("<w:r/>")) == "<w:r/>"


def test_a_tag_inside_a_value_is_text() -> None:
    assert _printed("{{ x }}", x="{{ y }} {% if %}") == "{{ y }} {% if %}"


def test_nothing_is_printed_for_none() -> None:
    assert _printed("[{{ x }}]", x=None) == "[]"


@pytest.mark.parametrize("source", ["{{ counci }}", "{% if counci %}x{% endif %}", "{% for x in counci %}{% endfor %}"])
def test_a_name_the_data_does_not_have_stops_the_document(source: str) -> None:
    with pytest.raises(UndefinedError, match='there is no field "counci"'):
        _printed(source, council="Wenlow")


def test_an_entry_the_data_does_not_have_comes_with_a_guess() -> None:
    with pytest.raises(UndefinedError, match=r'there is no field "nmae"\. Did you mean "name"\?'):
        _printed("{{ council.nmae }}", council={"name": "Wenlow", "logo": ""})


def test_an_entry_unlike_all_others_comes_without_a_guess() -> None:
    with pytest.raises(UndefinedError, match=r'there is no field "population"\.$'):
        _printed("{{ council.population }}", council={"name": "Wenlow", "logo": ""})


def test_a_number_past_the_end_of_a_list_stops_the_document() -> None:
    with pytest.raises(UndefinedError, match='there is no field "4"'):
        _printed("{{ counts[4] }}", counts=["3", "5"])


REFUSED = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    "{{ letter.sender }}",
    "{{ letter.send() }}",
    "{{ council.items() }}",
    "{{ council.__class__ }}",
    "{{ names.append('x') }}",
    "{{ names|map(attribute='__class__')|join }}",
    "{{ 'x'.upper() }}",
    "{{ '{0.__class__}'.format('') }}",
    "{{ range(3)|join }}",
    "{{ dict(a=1) }}",
    "{{ cycler('a') }}",
    "{{ lipsum() }}",
    "{% for x in names %}{{ loop._iterable }}{% endfor %}",
    "{% for x in names %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% macro m() %}x{% endmacro %}{{ m() }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
]


@pytest.mark.parametrize("source", REFUSED)
def test_attributes_methods_and_calls_are_refused(source: str) -> None:
    with pytest.raises((ForbiddenTag, TemplateAssertionError, UndefinedError)):
        _printed(source, letter=Letter(), council={"name": "Wenlow"}, names=["a", "b"])


@pytest.mark.parametrize("source", ["{% include 'x' %}", "{% extends 'x' %}", "{% import 'x' as y %}"])
def test_no_other_template_can_be_fetched(source: str) -> None:
    with pytest.raises(ForbiddenTag, match="this tag does something else"):
        _printed(source)


def test_a_template_has_no_names_but_those_of_its_data() -> None:
    assert not TemplateEnvironment().globals


UNBOUNDED = ["{{ 9**9**9 }}", "{{ 'x' * 999999999 }}", "{{ [1] * 999999999 }}", "{{ '%999999999d' % 1 }}"]


@pytest.mark.parametrize("source", UNBOUNDED)
def test_a_short_expression_cannot_make_an_endless_value(source: str) -> None:
    with pytest.raises((SecurityError, ForbiddenTag)):
        _printed(source)


def test_numbers_can_be_multiplied_and_divided_with_a_remainder() -> None:
    assert _printed("{{ n * 3 }} {{ n % 2 }}", n=5) == "15 1"


@pytest.mark.parametrize("name", ["batch", "center", "format", "indent", "round", "safe", "slice", "tojson", "xmlattr"])
def test_a_filter_that_is_not_listed_is_not_there(name: str) -> None:
    with pytest.raises(TemplateAssertionError, match=f"No filter named '{name}'"):
        _printed("{{ x|" + name + "(9) }}", x="x")


def test_the_docs_list_the_filters_and_tests_there_are() -> None:
    said = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert [name for name in (*FILTERS, *TESTS) if f"`{name}`" not in said] == []


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ x|upper }} {{ x|title }} {{ x|trim|capitalize }} {{ x|lower }}", "A RIVER A River A river a river"),
        ("{{ xs|first }} {{ xs|last }} {{ xs|length }} {{ xs|sort|join(', ') }}", "b a 2 a, b"),
        ("{{ rows|map(attribute='n')|join('+') }}", "1+2"),
        ("{{ rows|selectattr('n', 'gt', 1)|list|length }}", "1"),
        ("{{ empty|default('–') }}{{ xs[0]|default('–') }}", "–b"),
        ("{{ x ~ '!' }}{{ 'a' + 'b' }}{{ 2 * 3 - 1 }}", "a river!ab5"),
        ("{% if 2 is even and 'a' in xs %}yes{% endif %}", "yes"),
        ("{% set word = xs[0] %}{{ word }}{{ 'one' if xs else 'none' }}", "bone"),
    ],
)
def test_what_the_language_of_tags_can_say(source: str, printed: str) -> None:
    values = {"x": "a river", "xs": ["b", "a"], "rows": [{"n": 1}, {"n": 2}], "empty": ""}
    assert _printed(source, **values) == printed


def test_default_words_do_not_hide_a_misspelt_field() -> None:
    with pytest.raises(UndefinedError, match='Did you mean "name"'):
        _printed("{{ council.nmae|default('–') }}", council={"name": "Wenlow"})


def test_markup_in_a_value_is_escaped_however_it_is_put_together() -> None:
    assert _printed("{{ x ~ x }}{{ [1]|join ~ x }}{{ xs|join(x) }}", x="<", xs=["a", "&"]) == "&lt;&lt;1&lt;a&lt;&amp;"


@pytest.mark.parametrize("source", ["{{ xs }}", "{{ council }}", "{{ yes }}", "{{ xs|upper }}", "{{ xs ~ 'a' }}"])
def test_what_is_no_words_is_never_printed_as_programmers_write_it(source: str) -> None:
    with pytest.raises(TemplateRuntimeError):
        _printed(source, xs=["a"], council={"name": "Wenlow"}, yes=True)


ENDLESS = {
    "texts put together": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 60,
    "texts added": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x + x %}" * 60,
    "texts joined": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x|join(x) %}" * 60,
    "numbers": "{% set x = 9 %}" + "{% set x = x * x %}" * 60,
    "lists of lists": "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60,
    "loops in loops": "{% for a in xs %}" * 8 + "{% endfor %}" * 8,
    "loops without output": "{% for a in xs %}{% for b in xs %}{% for c in xs %}" + "{% endfor %}" * 3,
    "a loop of much text": "{% for a in xs %}{% for b in xs %}" + "y" * 100_000 + "{% endfor %}{% endfor %}",
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "a long sum": "{{ " + "1+" * 3000 + "1 }}",
    "conditions in conditions": "{% if 1 %}" * 900 + "{% endif %}" * 900,
    "deep loops": "{% for a in xs %}" * 30 + "{% endfor %}" * 30,
    "filters on filters": "{{ ''" + "|upper" * 3000 + " }}",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_would_grow_without_end_is_refused(name: str) -> None:
    with pytest.raises((SecurityError, ForbiddenTag)):
        _printed(ENDLESS[name], xs=list(range(300)))


@pytest.mark.parametrize("left", [{"turns": MOST_TURNS - 3}, {"letters": MOST_LETTERS - 3}], ids=["turns", "letters"])
def test_turns_and_letters_are_counted_over_all_parts_of_one_document(left: dict[str, int]) -> None:
    environment = TemplateEnvironment()
    part = environment.from_string("{% for x in xs %}y{% endfor %}")
    for name, spent in left.items():
        setattr(environment.budget, name, spent)
    part.render(xs="ab")
    with pytest.raises(SecurityError, match="more than"):
        part.render(xs="ab")
    environment.begin()
    part.render(xs="ab")


def test_a_document_that_takes_too_long_is_stopped() -> None:
    environment = TemplateEnvironment()
    environment.budget.ends = 0.0
    with pytest.raises(SecurityError, match="seconds"):
        environment.from_string("{% for a in [1] %}{% endfor %}").render()


def test_a_machine_that_sleeps_or_is_busy_makes_no_template_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "MOST_SECONDS", 0.2)
    slow = TemplateEnvironment()
    time.sleep(0.3)
    slow.budget.spend(1, 1)
    spent = time.thread_time()
    while time.thread_time() < spent + 0.3:
        pass
    with pytest.raises(SecurityError, match="takes longer than"):
        slow.budget.spend(1, 1)
