"""Jinja in a template: finished values under plain names, and nothing that runs or reaches elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2.exceptions import SecurityError, TemplateAssertionError, UndefinedError
from markupsafe import Markup

from engine.templates.environment import TemplateEnvironment


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
    with pytest.raises((SecurityError, UndefinedError)):
        _printed(source, letter=Letter(), council={"name": "Wenlow"}, names=["a", "b"])


@pytest.mark.parametrize("source", ["{% include 'x' %}", "{% extends 'x' %}", "{% import 'x' as y %}"])
def test_no_other_template_can_be_fetched(source: str) -> None:
    with pytest.raises(TypeError, match="no loader"):
        _printed(source)


def test_a_template_has_no_names_but_those_of_its_data() -> None:
    assert not TemplateEnvironment().globals


UNBOUNDED = ["{{ 9**9**9 }}", "{{ 'x' * 999999999 }}", "{{ [1] * 999999999 }}", "{{ '%999999999d' % 1 }}"]


@pytest.mark.parametrize("source", UNBOUNDED)
def test_a_short_expression_cannot_make_an_endless_value(source: str) -> None:
    with pytest.raises(SecurityError):
        _printed(source)


def test_numbers_can_be_multiplied_and_divided_with_a_remainder() -> None:
    assert _printed("{{ n * 3 }} {{ n % 2 }}", n=5) == "15 1"


@pytest.mark.parametrize("name", ["batch", "center", "format", "indent", "round", "slice", "tojson"])
def test_a_filter_that_fills_any_width_is_not_there(name: str) -> None:
    with pytest.raises(TemplateAssertionError, match=f"No filter named '{name}'"):
        _printed("{{ x|" + name + "(999999999) }}", x="x")
