"""Templates with one fault each: what is wrong, the code that must be found, and the place where it must be found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from engine.word.names import W_P, W_T
from engine.word.package import DOCUMENT, Package
from tests.conftest import ROOT
from tests.material.small_inputs import DECLARED
from tests.material.small_word import add_table, first_section, in_bytes, opened, word_file

FAULTY = "faulty.docx"
_BOX = (
    f"<w:p {DECLARED}><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
_CONTROL = (
    f'<w:sdt {DECLARED}><w:sdtPr><w:alias w:val="Review"/><w:id w:val="7"/></w:sdtPr><w:sdtContent>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
_PICTURE = (
    f'<w:r {DECLARED}><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="Map" {{}}/>'
    "</wp:inline></w:drawing></w:r>"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. where: the end of the place it must be found at. file: the name of its template."""

    name: str
    make: Callable[[], bytes]
    code: str
    where: str
    file: str = FAULTY

    @property
    def data(self) -> bytes:
        """The template; made when it is asked for, since every process that collects tests lists the faults."""
        return _template(self)


@cache
def _template(fault: Fault) -> bytes:
    return fault.make()


def faults() -> Iterator[Fault]:
    """All of them."""
    for name, code, where, lines in _IN_BODY:
        yield Fault(name, partial(_with_lines, lines), code, where)
    for name, code, where, rows in _IN_TABLE:
        yield Fault(name, partial(_with_table, rows), code, where)
    for name, code, where, make in _MADE:
        yield Fault(name, partial(_changed_by, make), code, where)
    yield from _in_house_templates()
    yield Fault("tag in a document property", partial(_with_title, "{{ council.name }}"), "W-30", "{{ council.name }}")


def _with_lines(lines: tuple[str, ...]) -> bytes:
    return in_bytes(word_file("# Findings", *lines))


def _with_table(rows: Sequence[tuple[str, ...]]) -> bytes:
    document = word_file("# Findings")
    add_table(document, *rows)
    return in_bytes(document)


def _changed_by(change: Callable[[WordDocument], object]) -> bytes:
    document = word_file("# Findings")
    change(document)
    return in_bytes(document)


_LOOP = "{%p for group in groups %}"
_IN_BODY: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("tag without its closing brackets", "W-10", "Findings › {{ council.name", ("{{ council.name",)),
    ("tag over two paragraphs", "W-10", "{{ council", ("{{ council", "words")),
    ("closing brackets alone", "W-10", "Findings › council.name }}", ("council.name }}",)),
    ("loop never closed", "W-11", f"Findings › {_LOOP}", (_LOOP, "{{ group.name }}")),
    ("condition never closed", "W-11", "{% if absent %}", ("{% if absent %}Words",)),
    ("stray end", "W-12", "Findings › {%p endfor %}", ("Words", "{%p endfor %}")),
    ("stray else", "W-12", "{%p else %}", ("{%p else %}",)),
    (
        "blocks crossed in one text",
        "W-13",
        "{% endfor %}",
        ("{% for g in groups %}{% if absent %}x{% endfor %}{% endif %}",),
    ),
    ("crossed blocks", "W-13", "{%p endfor %}", (_LOOP, "{%p if absent %}", "Words", "{%p endfor %}", "{%p endif %}")),
    ("paragraph tag ended inside a text", "W-14", "{% endfor %}", (_LOOP, "Words", "More {% endfor %}")),
    (
        "row tag outside a table",
        "W-15",
        "{%tr for group in groups %}",
        ("{%tr for group in groups %}", "{%tr endfor %}"),
    ),
    ("cell tag outside a table", "W-15", "{% cellbg marking %}", ("{% cellbg marking %}Words",)),
    (
        "space before the letter",
        "W-16",
        "{% p for group in groups %}",
        ("{% p for group in groups %}", "{%p endfor %}"),
    ),
    ("capital letter of a tag", "W-16", "{%P endfor %}", (_LOOP, "{%P endfor %}")),
    ("non-breaking space after the letter", "W-16", "endfor %}", (_LOOP, "{%p\u00a0endfor %}")),
    ("two tags in a paragraph", "W-17", "{%p endfor %}", ("{%p for group in groups %}{%p endfor %}",)),
    ("words beside a paragraph tag", "W-18", _LOOP, (f"Lost {_LOOP}", "{{ group.name }}", "{%p endfor %}")),
    ("unknown field", "W-21", "{{ council.nmae }}", ("{{ council.nmae }}",)),
    ("unknown name", "W-21", "{{ counsil.name }}", ("{{ counsil.name }}",)),
    ("unknown field in a condition", "W-21", "{% if edition.draft %}", ("{% if edition.draft %}x{% endif %}",)),
    ("field of a list", "W-21", "{{ groups.name }}", ("{{ groups.name }}",)),
    ("unknown filter", "W-22", "{{ council.name|uper }}", ("{{ council.name|uper }}",)),
    ("unknown test", "W-22", "{% if absent is emty %}", ("{% if absent is emty %}x{% endif %}",)),
    ("loop variable after its loop", "W-23", "{{ group.name }}", (_LOOP, "x", "{%p endfor %}", "{{ group.name }}")),
    ("capital statement", "W-24", "{% If absent %}", ("{% If absent %}x{% endif %}",)),
    ("capital field", "W-24", "{{ Council.name }}", ("{{ Council.name }}",)),
    ("low quotation marks", "W-25", "{% if marking == „x“ %}", ("{% if marking == „x“ %}x{% endif %}",)),
    ("angle quotation marks", "W-25", "{% if marking == «x» %}", ("{% if marking == «x» %}x{% endif %}",)),
    ("dash", "W-25", "{% endif –%}", ("{% if absent %}x{% endif –%}",)),
    ("ellipsis", "W-25", "{{ council…name }}", ("{{ council…name }}",)),
    ("invisible sign", "W-25", "name }}", ("{{ council.\u200bname }}",)),
    ("misspelt end", "W-28", "{%p endfro %}", (_LOOP, "x", "{%p endfro %}")),
    ("end in two words", "W-28", "{%p end for %}", (_LOOP, "x", "{%p end for %}")),
    ("unreadable expression", "W-28", "{{ council name }}", ("{{ council name }}",)),
    ("unreadable loop", "W-28", "{%p for group groups %}", ("{%p for group groups %}", "x", "{%p endfor %}")),
    ("call", "W-31", "{{ council.name.upper() }}", ("{{ council.name.upper() }}",)),
    ("hidden attribute", "W-31", "{{ marking.__class__ }}", ("{{ marking.__class__ }}",)),
    ("power", "W-31", "{{ 9**9**9 }}", ("{{ 9**9**9 }}",)),
    ("repeated text", "W-31", "{{ 'x' * 999999999 }}", ("{{ 'x' * 999999999 }}",)),
    ("unescaped value", "W-31", "{{ council.name|safe }}", ("{{ council.name|safe }}",)),
    ("include", "W-31", "{% include 'x' %}", ("{% include 'x' %}",)),
    ("tag of Acrobat Sign", "W-32", "Findings", ("{{Sig_es_:signer1:signature}}",)),
    ("tag of Dropbox Sign", "W-32", "Findings", ("[sig|req|signer1]",)),
    ("plain tag for formatted text", "W-33", "{{ council.logo }}", ("{{ council.logo }}",)),
    ("formatted tag for plain text", "W-33", "{{r council.name }}", ("{{r council.name }}",)),
    ("text tag for paragraphs", "W-33", "{{ overview.about }}", ("{{ overview.about }}",)),
    ("list printed whole", "W-33", "{{ groups }}", ("{{ groups }}",)),
    ("loop over a text", "W-33", "{% for c in marking %}", ("{% for c in marking %}x{% endfor %}",)),
    ("dash at the edge of a paragraph", "W-18", "{%- if absent -%}", ("{%- if absent -%}x{%- endif %} y",)),
    ("space between the brackets", "W-56", "{ { council.name } }", ("By { { council.name } }",)),
    ("space before the percent sign", "W-56", "{ %p endfor % }", ("{ %p endfor % }",)),
    ("brackets of full width", "W-56", "｛｛ council.name ｝｝", ("｛｛ council.name ｝｝",)),
    ("one bracket", "W-56", "{council.name}", ("By {council.name}",)),
    ("dollar sign", "W-56", "${council.name}", ("By ${council.name}",)),
    ("angle brackets", "W-56", "<<council.name>>", ("By <<council.name>>",)),
    ("square brackets", "W-56", "[[ council.name ]]", ("By [[ council.name ]]",)),
    ("merge field that was left over", "W-56", "«First_Name»", ("Dear «First_Name»",)),
    (
        "percent sign in a paragraph tag",
        "W-45",
        "{%p if marking == '%' %}",
        ("{%p if marking == '%' %}", "x", "{%p endif %}"),
    ),
)
_ROWS = "{%tr for group in groups %}"
_IN_TABLE: tuple[tuple[str, str, str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "loop from cell to cell",
        "W-14",
        "table row 1, column 2 › {% endfor %}",
        (("{% for group in groups %}x", "y{% endfor %}"),),
    ),
    (
        "condition from row to row",
        "W-14",
        "table row 2, column 1 › {% endif %}",
        (("{% if absent %}x", "y"), ("y{% endif %}", "x")),
    ),
    (
        "row tag with a space",
        "W-16",
        "table row 1, column 1 › {% tr for group in groups %}",
        (("{% tr for group in groups %}", ""), ("{{ group.name }}", "x"), ("{%tr endfor %}", ""), ("x", "x")),
    ),
    (
        "row tags twice in a row",
        "W-17",
        "table row 1, column 2 › {%tr endfor %}",
        ((_ROWS, "{%tr endfor %}"), ("x", "x")),
    ),
    (
        "words beside a row tag",
        "W-18",
        f"table row 1, column 1 › {_ROWS}",
        ((_ROWS, "Lost"), ("{{ group.name }}", "x"), ("{%tr endfor %}", ""), ("x", "x")),
    ),
    ("cell with nothing in it", "W-03", "table row 1, column 2", (("x", ""),)),
    (
        "cell that a condition in its text leaves blank",
        "W-19",
        "table row 1, column 2 › {% if absent %}",
        (("x", "{% if absent %}{{ absent.text }}{% endif %}"),),
    ),
    ("table of a loop alone", "W-46", "table row 1, column 1", ((_ROWS,), ("{{ group.name }}",), ("{%tr endfor %}",))),
)


def _add(document: WordDocument, xml: str) -> None:
    document.element.body.insert(1, parse_xml(xml))


def _from_body_to_cell(document: WordDocument) -> None:
    document.add_paragraph("{% if absent %}")
    add_table(document, ("x", "y{% endif %}"))


def _emptied_cell(document: WordDocument) -> None:
    add_table(document, ("x", "{%p if absent %}"))
    document.tables[0].rows[0].cells[1].add_paragraph("{{ absent.text }}")
    document.tables[0].rows[0].cells[1].add_paragraph("{%p endif %}")


def _bookmark_in_loop(document: WordDocument) -> None:
    document.add_paragraph(_LOOP)
    paragraph = document.add_paragraph("{{ group.name }}")
    paragraph._p.append(parse_xml(f'<w:bookmarkStart {DECLARED} w:id="1" w:name="here"/>'))
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {DECLARED} w:id="1"/>'))
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph()._p.append(parse_xml(f'<w:hyperlink {DECLARED} w:anchor="here"/>'))


def _control_in_loop(document: WordDocument) -> None:
    document.add_paragraph(_LOOP)
    document.element.body.insert(2, parse_xml(_CONTROL.format("{{ group.name }}")))
    document.add_paragraph("{%p endfor %}")


def _picture_in_header_loop(document: WordDocument) -> None:
    header = first_section(document).header
    header.paragraphs[0].text = "{% for group in groups %}"
    header.paragraphs[0]._p.append(parse_xml(_PICTURE.format('descr="A map"')))
    header.paragraphs[0].add_run("{% endfor %}")


def _begun_in_a_link(document: WordDocument) -> None:
    paragraph = document.add_paragraph()
    link = f'<w:hyperlink {DECLARED} w:anchor="x"><w:r><w:t>{{{{ council</w:t></w:r></w:hyperlink>'
    paragraph._p.append(parse_xml(link))
    paragraph.add_run(".name }}")


def _around_a_picture(document: WordDocument) -> None:
    paragraph = document.add_paragraph("{{ council")
    paragraph._p.append(parse_xml(_PICTURE.format('descr="A map"')))
    paragraph.add_run(".name }}")


def _beside_a_page_break(document: WordDocument) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run(_LOOP)
    document.add_paragraph("{{ group.name }}")
    document.add_paragraph("{%p endfor %}")


def _in_header(document: WordDocument) -> None:
    first_section(document).header.paragraphs[0].text = "{{ markings }}"


def _in_footer(document: WordDocument) -> None:
    first_section(document).footer.paragraphs[0].text = "{{ markings }}"


def _in_change(document: WordDocument) -> None:
    paragraph = document.add_paragraph("{{ council")
    change = f'<w:ins {DECLARED} w:id="3" w:author="A"><w:r><w:t>.name</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(change))
    paragraph.add_run(" }}")


def _deleted_inside(document: WordDocument) -> None:
    paragraph = document.add_paragraph("{{ council.")
    change = f'<w:del {DECLARED} w:id="3" w:author="A"><w:r><w:delText>title</w:delText></w:r></w:del>'
    paragraph._p.append(parse_xml(change))
    paragraph.add_run("name }}")


def _deleted_tag(document: WordDocument) -> None:
    change = f'<w:del {DECLARED} w:id="3" w:author="A"><w:r><w:delText>{{{{ marking }}}}</w:delText></w:r></w:del>'
    document.add_paragraph("Words")._p.append(parse_xml(change))


def _commented(document: WordDocument) -> None:
    paragraph = document.add_paragraph("{{ council.")
    run = paragraph.add_run("name")
    paragraph.add_run(" }}")
    document.add_comment(run, "Which name?", "A", "A")
    for style in document.element.xpath("//w:rStyle"):
        style.getparent().remove(style)


def _in_alternative_text(value: str) -> Callable[[WordDocument], None]:
    def make(document: WordDocument) -> None:
        document.add_paragraph("")._p.append(parse_xml(_PICTURE.format(f'descr="{value}"')))

    return make


def _fetches(document: WordDocument) -> None:
    document.part.relate_to("https://example.org/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)


def _undefined_style(document: WordDocument) -> None:
    document.add_paragraph("Words")._p.get_or_add_pPr().get_or_add_pStyle().val = "Gone"


def _heading_by_hand(document: WordDocument) -> None:
    run = document.add_paragraph().add_run("Our view")
    run.bold, run.font.size = True, Pt(16)


def _drawn_by_old_word(document: WordDocument) -> None:
    rectangle = "<v:rect xmlns:v='urn:schemas-microsoft-com:vml' style='width:90pt;height:40pt'/>"
    document.add_paragraph("Words")._p.append(parse_xml(f"<w:r {DECLARED}><w:pict>{rectangle}</w:pict></w:r>"))


def _pale(document: WordDocument) -> None:
    document.add_paragraph().add_run("Pale words").font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)


def _no_language(document: WordDocument) -> None:
    for found in document.styles.element.xpath("//w:docDefaults//w:lang"):
        found.getparent().remove(found)


_MADE: tuple[tuple[str, str, str, Callable[[WordDocument], None]], ...] = (
    ("condition from the body into a cell", "W-14", "table row 1, column 2 › {% endif %}", _from_body_to_cell),
    ("cell that a false condition empties", "W-19", "table row 1, column 2 › {%p if absent %}", _emptied_cell),
    ("bookmark in a loop", "W-20", "Findings", _bookmark_in_loop),
    ("content control in a loop", "W-20", "Findings", _control_in_loop),
    ("picture in a loop of a header", "W-20", "header", _picture_in_header_loop),
    ("tag begun in a link", "W-10", "Findings › {{ council.name }}", _begun_in_a_link),
    ("picture in a tag", "W-18", "Findings › {{ council.name }}", _around_a_picture),
    ("page break beside a tag", "W-18", f"Findings › {_LOOP}", _beside_a_page_break),
    ("unknown field in a header", "W-21", "header › {{ markings }}", _in_header),
    ("unknown field in a footer", "W-21", "footer › {{ markings }}", _in_footer),
    (
        "unknown field in a text box",
        "W-21",
        "text box › {{ markings }}",
        lambda d: _add(d, _BOX.format("{{ markings }}")),
    ),
    (
        "unknown field in a content control",
        "W-21",
        'content control "Review" › {{ markings }}',
        lambda d: _add(d, _CONTROL.format("{{ markings }}")),
    ),
    ("tag typed as a tracked change", "W-26", "{{ council.name }}", _in_change),
    ("tracked deletion in a tag", "W-26", "{{ council.name }}", _deleted_inside),
    ("tag in a tracked deletion", "W-26", "{{ marking }}", _deleted_tag),
    ("comment in a tag", "W-27", "{{ council.name }}", _commented),
    (
        "condition in alternative text",
        "W-29",
        "alternative text › {% if absent %}",
        _in_alternative_text("{% if absent %}A map"),
    ),
    (
        "formatted text in alternative text",
        "W-29",
        "alternative text › {{ council.logo }}",
        _in_alternative_text("{{ council.logo }}"),
    ),
    ("call in alternative text", "W-31", "{{ marking.upper() }}", _in_alternative_text("{{ marking.upper() }}")),
    ("style that is not there", "W-06", "", _undefined_style),
    ("picture from outside", "W-07", "", _fetches),
    ("heading made by hand", "W-38", "Findings", _heading_by_hand),
    ("skipped heading level", "W-38", "Findings", lambda d: d.add_heading("Deep", 3)),
    ("table without a header row", "W-39", "table row 1, column 1", lambda d: add_table(d, ("a", "b"), ("c", "d"))),
    ("picture without alternative text", "W-40", "Findings", _in_alternative_text("")),
    ("drawing without alternative text", "W-40", "Findings", _drawn_by_old_word),
    ("no language", "W-41", "", _no_language),
    ("pale letters", "W-43", "Findings", _pale),
)


def _in_house_templates() -> Iterator[Fault]:
    """What a house template misses when one of its tags is taken out."""
    for file, tag, code in (
        ("report.docx", "{{p statement.ambition }}", "W-35"),
        ("report.docx", "{{r action.measure }}", "W-35"),
        ("verification_sheet.docx", "{{ sheet.declaration }}", "W-35"),
        ("verification_sheet.docx", "{{r sheet.fields.signature }}", "W-36"),
        ("endorsement_sheet.docx", "{{r endorser.fields.signature }}", "W-36"),
        ("verification_sheet.docx", "{{ marking }}", "W-37"),
    ):
        yield Fault(f"{file} without {tag}", partial(replaced, file, tag, "–"), code, "", file)
    condition = '{%p if statement.name != "Equity" %}'
    make = partial(replaced, "report.docx", "{%p if statement.quotations %}", condition, first_only=True)
    yield Fault("something printed under a condition only", make, "W-35", "{{ quotation.words }}", "report.docx")


def replaced(file: str, tag: str, other: str, first_only: bool = False) -> bytes:
    """A house template in which another text stands wherever a tag stood."""
    package = Package.read((ROOT / "word_templates" / file).read_bytes())
    for name in list(package.texts()):
        text = package.parts[name].decode()
        package.parts[name] = text.replace(tag, other, 1 if first_only else -1).encode()
    return package.write()


def edited_at_random(seed: int) -> bytes:
    """The verification sheet after one edit of the kind that goes wrong: a paragraph with a tag lost, doubled or moved,
    two tags exchanged, or a letter of a tag missing."""
    dice = random.Random(seed)
    package = Package.read((ROOT / "word_templates" / "verification_sheet.docx").read_bytes())
    root = package.xml(DOCUMENT)
    texts = [text for text in root.iter(W_T) if "{" in (text.text or "")]
    text, other = dice.sample(texts, 2)
    paragraph = next(text.iterancestors(W_P))
    edit = dice.choice(("lose", "double", "move", "exchange", "slip"))
    if edit == "double":
        paragraph.addnext(deepcopy(paragraph))
    elif edit == "exchange":
        text.text, other.text = other.text, text.text
    elif edit == "slip":
        at = dice.randrange(len(text.text or ""))
        text.text = f"{(text.text or '')[:at]}{(text.text or '')[at + 1 :]}"
    elif edit == "move":
        next(other.iterancestors(W_P)).addnext(paragraph)
    else:
        text.text = ""
    package.put(DOCUMENT, root)
    return package.write()


def _with_title(title: str) -> bytes:
    document: Any = word_file("# Findings")
    document.core_properties.title = title
    return in_bytes(opened(in_bytes(document)))
