"""Hostile templates: a finding, and nothing runs. An audit hook of Python itself watches what is really done."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from jinja2.exceptions import TemplateError as JinjaError
from lxml import etree

from engine.errors import TemplateError
from engine.templates.environment import TemplateEnvironment
from tests.material.small_word import PLACE, add_table, as_template, first_section, word_file

WATCHED = ("os.", "subprocess.", "socket.", "shutil.", "ctypes.", "open")
"""What a template would have to do to reach files, the machine or the network."""


class Watch:
    """Notes what is done to the machine while it is on."""

    def __init__(self) -> None:
        self.is_on = False
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        code = event == "open" and str(arguments[0]).endswith(
            (".py", ".pyc")
        )  # Python's own, read when it is first needed
        if self.is_on and event.startswith(WATCHED) and not code:
            self.seen.append(f"{event} {arguments}")


WATCH = Watch()
sys.addaudithook(WATCH)


class Canary:
    """An object such as no template ever gets: it sings when it is called, printed or asked for anything public."""

    def __init__(self) -> None:
        self.songs: list[str] = []

    def __call__(self, *values: Any) -> str:
        self.songs.append("called")
        return ""

    def __str__(self) -> str:
        self.songs.append("printed")
        return ""

    @property
    def secret(self) -> str:
        self.songs.append("read")
        return ""

    def sing(self) -> str:
        self.songs.append("sung")
        return ""


@pytest.fixture
def watched() -> Iterator[list[str]]:
    """What is done to the machine during a test."""
    WATCH.seen.clear()
    WATCH.is_on = True
    yield WATCH.seen
    WATCH.is_on = False


PAYLOADS = [
    "{{ self.__init__.__globals__.__builtins__.__import__('os').popen('id').read() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__.os.popen('id').read() }}",
    "{{ namespace.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__']['__base__']['__subclasses__']() }}",
    "{{ ()|attr('__class__')|attr('__base__')|attr('__subclasses__')() }}",
    "{{ request|attr('application')|attr('\\x5f\\x5fglobals\\x5f\\x5f') }}",
    "{{ council.__class__.__init__.__globals__ }}",
    "{{ council.name.format.__globals__ }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(council) }}",
    "{{ '%s'|format(council.__class__) }}",
    "{% set x = council.pop('name') %}",
    "{{ council.update({'name': 'x'}) }}",
    "{% for c in ''.__class__.__base__.__subclasses__() %}{{ c.__name__ }}{% endfor %}",
    "{% if council.clear() %}x{% endif %}",
    "{% import 'os' as os %}{{ os.popen('id') }}",
    "{% include '/etc/passwd' %}",
    "{% from 'os' import popen %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}",
    "{% filter upper %}{{ self._TemplateReference__context }}{% endfilter %}",
    "{% autoescape false %}{{ markup }}{% endautoescape %}",
    "{{ markup|safe }}",
    "{{ [council]|map('attr', '__class__')|list }}",
    "{{ council|map(attribute='__class__')|list }}",
    "{{ range(999999999)|list }}",
    "{{ dict.fromkeys('a') }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__.os.system('id') }}",
]
"""Those known for docxtpl and Jinja, and their relatives."""


def _in_body(payload: str) -> WordDocument:
    return word_file("# Section A", f"Dear {payload}")


def _in_a_cell(payload: str) -> WordDocument:
    document = word_file()
    add_table(document, ("Name", payload))
    return document


def _in_header(payload: str) -> WordDocument:
    document = word_file("Words")
    first_section(document).header.paragraphs[0].text = payload
    return document


def _in_footer(payload: str) -> WordDocument:
    document = word_file("Words")
    first_section(document).footer.paragraphs[0].text = payload
    return document


def _in_a_note(payload: str) -> WordDocument:
    document = word_file("Words")
    about = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t/></w:r></w:p></w:footnote></w:footnotes>'
    root = parse_xml(note)
    for text in root.iter(qn("w:t")):
        text.text = payload
    part = Part(PackURI("/word/footnotes.xml"), about, etree.tostring(root), document.part.package)
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    return document


def _in_an_attribute(payload: str) -> WordDocument:
    document = word_file("Words")
    control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val=""/></w:sdtPr><w:sdtContent/></w:sdt>')
    for alias in control.iter(qn("w:alias")):
        alias.set(qn("w:val"), payload)
    document.paragraphs[0]._p.append(control)
    return document


PARTS: dict[str, Callable[[str], WordDocument]] = {
    "body": _in_body,
    "cell": _in_a_cell,
    "header": _in_header,
    "footer": _in_footer,
    "footnote": _in_a_note,
    "attribute": _in_an_attribute,
}


def _values() -> dict[str, Any]:
    return {"council": {"name": "Wenlow"}, "markup": "<w:p/>", "xs": ["a", "b"]}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_a_finding_and_renders_nothing(payload: str, part: str, watched: list[str]) -> None:
    template = as_template(PARTS[part](payload))
    values = _values()
    watched.clear()
    with pytest.raises(TemplateError) as caught:
        template.render(lambda _: values)
    assert watched == []
    assert values == _values()
    (finding,) = caught.value.findings
    assert finding.code in ("W-01", "W-50")
    assert finding.place.file == PLACE.file


def test_a_payload_in_the_properties_of_a_file_is_never_run(watched: list[str]) -> None:
    document = word_file("Words")
    document.core_properties.title = PAYLOADS[0]
    document.core_properties.comments = "{{ 7 * 7 }}"
    template = as_template(document)
    watched.clear()
    made = template.render(lambda _: {})
    assert watched == []
    assert "49" not in made.parts["docProps/core.xml"].decode()


# a thousand expressions nobody thought of

_NAMES = (
    "canary",
    "council",
    "xs",
    "self",
    "loop",
    "cycler",
    "lipsum",
    "namespace",
    "range",
    "dict",
    "config",
    "request",
)
_FIELDS = (
    *("__class__", "__init__", "__globals__", "__builtins__", "__mro__", "__subclasses__", "__call__", "_private"),
    *("sing", "secret", "songs", "name", "items", "format", "pop", "os", "system", "popen", "mro", "func_globals"),
)
_FILTERS = ("attr", "map", "format", "safe", "join", "list", "first", "sort", "tojson", "pprint", "select", "default")
_TEXTS = ("__class__", "os", "id", "sing", "{0.__class__}", "%s", "attr", "\\x5f\\x5fclass\\x5f\\x5f")


def _expression(dice: random.Random, depth: int) -> str:
    """An expression that tries to get hold of something, put together at random."""
    if depth == 0:
        return dice.choice((dice.choice(_NAMES), f"'{dice.choice(_TEXTS)}'", str(dice.randrange(9)), "[]", "()", "{}"))
    inner = _expression(dice, depth - 1)
    return dice.choice(
        (
            f"{inner}.{dice.choice(_FIELDS)}",
            f"{inner}['{dice.choice(_FIELDS)}']",
            f"{inner}[{dice.randrange(3)}]",
            f"{inner}({_expression(dice, 0)})",
            f"{inner}()",
            f"{inner}|{dice.choice(_FILTERS)}",
            f"{inner}|{dice.choice(_FILTERS)}('{dice.choice(_TEXTS)}')",
            f"{inner}|map('{dice.choice(_FILTERS)}', '{dice.choice(_FIELDS)}')|list",
            f"({inner} {dice.choice(('~', '+', '*', '**', '%', 'in'))} {_expression(dice, depth - 1)})",
            f"({inner} if {_expression(dice, 0)} else {_expression(dice, 0)})",
        )
    )


def _source(dice: random.Random) -> str:
    inside = _expression(dice, dice.randrange(1, 6))
    return dice.choice(
        (
            f"{{{{ {inside} }}}}",
            f"{{% for x in {inside} %}}{{{{ x }}}}{{% endfor %}}",
            f"{{% if {inside} %}}x{{% endif %}}",
            f"{{% set x = {inside} %}}{{{{ x }}}}",
            f"{{% macro m() %}}{{{{ {inside} }}}}{{% endmacro %}}{{{{ m() }}}}",
            f"{{% filter upper %}}{{{{ {inside} }}}}{{% endfilter %}}",
        )
    )


@pytest.mark.slow
def test_a_thousand_hostile_expressions_run_nothing(watched: list[str]) -> None:
    dice = random.Random(20260314)
    environment = TemplateEnvironment()
    refused = 0
    watched.clear()
    for _ in range(1000):
        source = _source(dice)
        canary, council = Canary(), {"name": "Wenlow"}
        environment.begin()
        try:
            environment.from_string(source).render(canary=canary, council=council, xs=["a", "b"])
        except (JinjaError, TypeError, ValueError, ArithmeticError):
            refused += 1
        assert (canary.songs, council, watched) == ([], {"name": "Wenlow"}, []), source
    assert refused > 500
