"""Templates drawn by seed: what people, Word and LibreOffice do to the house's, and ones made from nothing."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from lxml import etree

from engine.inspection.shapes import Shape, ShapeKind
from engine.inspection.shapes_of_views import vocabulary
from engine.rendering.writer import NO_PICTURE
from engine.templates.field_list import CONDITION, known_fields
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.word.names import W_P, W_R, W_T, W_TBL, W_TC, W_TR, qn
from tests.conftest import ROOT
from tests.material.small_inputs import DECLARED
from tests.material.small_word import add_table, first_section, in_bytes, opened, word_file

PLANTED = "Kestrel"
"""Begins the words that are put where nothing may lose them."""
_FIELDS = (
    *("DATE", "NUMWORDS", "AUTHOR", "TITLE", "MERGEFIELD Name", "REF section_a \\h", "REF nowhere", "SEQ Table"),
    *('STYLEREF "Heading 1"', 'TOC \\c "Table"', "IF 1 = 1 yes no", "= 2 + 3", "NUMPAGES", "INCLUDETEXT x", "AUTONUM"),
    *("FILENAME \\p", 'HYPERLINK "https://example.org"', "PAGEREF section_a", "QUOTE words", 'TOC \\o "1-3"'),
)
_BRACKETS = (
    ("{ {", "} }"),
    ("«", "»"),
    ("<<", ">>"),
    ("${", "}"),
    ("[[", "]]"),
    ("｛｛", "｝｝"),
    ("{", "}"),
    ("{{", "}"),
)
_YES_OR_NO = frozenset(
    name.rpartition(".")[2] for name, field in known_fields(TemplateKind.REPORT).items() if field.tag == CONDITION
)
_SNIPPETS = (
    ("{# a remark #}", "{%p if marking %}", "{# beside #}Words", "{%p endif %}"),
    ("{%- if marking -%}", "{{ council.name }}", "{%- endif -%}"),
    ("{{r council.logo }} and {%r if marking %}{{ marking }}{%r endif %}",),
    ("{% set other = council.name %}{{ other|upper }}",),
    ("{% if marking %}One", "Two{% endif %}"),
    ("{{ council.name|default('–') }} {{- marking -}} {{ edition.name }}",),
    ("{% raw %}{{ x }}{% endraw %}",),
    ("{{ council.name.upper() }}",),
    ("{{ marking", "}}"),
    ("{#p a remark of its own #}", "{#p another #} with words"),
    ("{% for letter in marking %}{{ letter }}{% endfor %}",),
    ("{{ council['name'] }} {{ council.nmae }}",),
)


@dataclass(frozen=True, slots=True)
class DrawnTemplate:
    """file: the name of the template it takes the place of. words: those it must print when it is built with."""

    file: str
    data: bytes
    words: tuple[str, ...]


def drawn(seed: int) -> DrawnTemplate:
    """A template: of three, two are the house's after some edits, and one is made from nothing."""
    dice = random.Random(seed)
    file = dice.choice((*OF_AN_EDITION, TemplateKind.REPORT, TemplateKind.REPORT, TemplateKind.SHEET))
    if dice.random() < 0.3:
        document = _from_nothing(file, dice)
    else:
        document = opened((ROOT / "word_templates" / file).read_bytes())
    words = []
    for number in range(dice.choice((0, 1, 1, 1, 2, 3))):
        word = dice.choice(_EDITS)(document, dice, f"{PLANTED}{seed}x{number}")
        words += [word] if word else []
    return DrawnTemplate(file, in_bytes(document), tuple(words))


# from nothing


def _from_nothing(file: str, dice: random.Random) -> WordDocument:
    """Every field there is, in paragraphs, loops and tables, with the marking at the head of each page."""
    document = word_file("# All there is")
    first_section(document).header.paragraphs[0].text = "{{ marking }} {{ council.name }}"
    if file == TemplateKind.BRIEF:
        first_section(document).footer.paragraphs[0].text = "{{ brief.internal }}"
    for line in _lines(vocabulary(TemplateKind(file)), "", dice, 0):
        if isinstance(line, str):
            document.add_paragraph(line)
        else:
            add_table(document, *line)
            header = parse_xml(f"<w:trPr {DECLARED}><w:tblHeader/></w:trPr>")
            document.tables[-1].rows[0]._tr.insert(0, header)
    return document


def _lines(shape: Shape, path: str, dice: random.Random, depth: int) -> Iterator[str | tuple[tuple[str, ...], ...]]:
    for name, inner in shape.fields.items():
        inside = f"{path}.{name}" if path else name
        if name in _YES_OR_NO:
            continue
        if inner.kind in (ShapeKind.TEXT, ShapeKind.NUMBER):
            yield f"{{{{ {inside} }}}}"
        elif inner.kind is ShapeKind.INLINE:
            yield f"{{{{r {inside} }}}}"
        elif inner.kind is ShapeKind.BLOCK:
            yield f"{{{{p {inside} }}}}"
        elif inner.kind is ShapeKind.RECORD:
            yield from _lines(inner, inside, dice, depth)
        elif inner.kind is ShapeKind.LIST and inner.item:
            yield from _loop(inner.item, inside, dice, depth)


def _loop(item: Shape, path: str, dice: random.Random, depth: int) -> Iterator[str | tuple[tuple[str, ...], ...]]:
    one = f"one{depth}"
    letter = {ShapeKind.INLINE: "r", ShapeKind.BLOCK: "p"}.get(item.kind, "")
    if item.kind is ShapeKind.RECORD and dice.random() < 0.3:
        plain = [name for name, inner in item.fields.items() if inner.kind in (ShapeKind.TEXT, ShapeKind.INLINE)]
        deep = [name for name, inner in item.fields.items() if inner.kind in (ShapeKind.LIST, ShapeKind.RECORD)]
        if plain and not deep and not any(inner.kind is ShapeKind.BLOCK for inner in item.fields.values()):
            tags = tuple(
                f"{{{{{'r' if item.fields[name].kind is ShapeKind.INLINE else ''} {one}.{name} }}}}" for name in plain
            )
            rest = ("",) * (len(plain) - 1)
            yield (
                tuple(f"Column {name}" for name in plain),
                (f"{{%tr for {one} in {path} %}}", *rest),
                tags,
                ("{%tr endfor %}", *rest),
            )
            return
    yield f"{{%p for {one} in {path} %}}"
    if item.kind is ShapeKind.RECORD:
        yield from _lines(item, one, dice, depth + 1)
    else:
        yield f"{{{{{letter} {one} }}}}"
    yield "{%p endfor %}"


# edits: each gives a word that must be printed, or nothing

Edit = Callable[[WordDocument, random.Random, str], str]


def _tags(document: WordDocument) -> list[etree._Element]:
    return [text for text in document.element.body.iter(W_T) if "{{" in (text.text or "") and "}}" in (text.text or "")]


def _statements(document: WordDocument) -> list[etree._Element]:
    return [text for text in document.element.body.iter(W_T) if "{%" in (text.text or "")]


def _paragraph(text: etree._Element) -> etree._Element:
    return next(text.iterancestors(W_P))


def _free_place(document: WordDocument, dice: random.Random) -> etree._Element:
    """A paragraph of the body that stands in no loop or condition."""
    depth, free = 0, []
    for block in document.element.body:
        said = "".join(text.text or "" for text in block.iter(W_T))
        depth += said.count("{%p for") + said.count("{%p if") - said.count("{%p end")
        if not depth and block.tag == W_P and "{" not in said:
            free.append(block)
    return dice.choice(free) if free else document.add_paragraph()._p


def _beside(place: etree._Element, document: WordDocument, words: str = "") -> etree._Element:
    """A new paragraph behind a place."""
    made = document.add_paragraph(words)._p
    place.addnext(made)
    return made


def _plant(document: WordDocument, dice: random.Random, word: str) -> str:
    _beside(_free_place(document, dice), document, f"{word} said plainly")
    return word


def _as_tests_had_it(document: WordDocument, dice: random.Random, word: str) -> str:
    texts = [*_tags(document), *_statements(document)]
    if len(texts) < 2:
        return ""
    text, other = dice.sample(texts, 2)
    edit = dice.choice(("lose", "double", "move", "exchange", "slip", "words", "row", "column"))
    words = text.text or ""
    if edit == "double":
        _paragraph(text).addnext(deepcopy(_paragraph(text)))
    elif edit == "move":
        _paragraph(other).addnext(_paragraph(text))
    elif edit == "exchange":
        text.text, other.text = other.text, text.text
    elif edit == "slip":
        at = dice.randrange(len(words))
        text.text = words[:at] + words[at + 1 :]
    elif edit == "words":
        text.text = dice.choice((f"{word} {words}", f"{words} {word}"))
    elif edit in ("row", "column"):
        _cut(text, edit)
    else:
        text.text = ""
    return ""


def _cut(text: etree._Element, edit: str) -> None:
    row = next(text.iterancestors(W_TR), None)
    cell = next(text.iterancestors(W_TC), None)
    table = next(text.iterancestors(W_TBL), None)
    if row is None or cell is None or table is None or cell not in list(row):
        return
    if edit == "row":
        table.remove(row)
        return
    at = list(row.iterchildren(W_TC)).index(cell)
    for each in table.iterchildren(W_TR):
        cells = list(each.iterchildren(W_TC))
        if len(cells) > at and len(cells) > 1:
            each.remove(cells[at])


def _other_brackets(document: WordDocument, dice: random.Random, word: str) -> str:
    tags = _tags(document)
    if tags:
        text = dice.choice(tags)
        begin, end = dice.choice(_BRACKETS)
        text.text = (text.text or "").replace("{{", begin, 1).replace("}}", end, 1)
    return ""


def _dashes(document: WordDocument, dice: random.Random, word: str) -> str:
    place = _free_place(document, dice)
    text = f"{word} before {{%- if marking -%}} within {{%- endif -%}} behind"
    _beside(place, document, text if dice.random() < 0.5 else f"{{%- if marking %}}{word}{{% endif -%}}")
    return word


def _snippet(document: WordDocument, dice: random.Random, word: str) -> str:
    place = _free_place(document, dice)
    for line in reversed(dice.choice(_SNIPPETS)):
        _beside(place, document, line)
    _beside(place, document, word)
    return word


def _table_of_docxtpl(document: WordDocument, dice: random.Random, word: str) -> str:
    rows: tuple[tuple[str, ...], ...] = dice.choice(
        (
            (("Name", "Words"), ("{%tr if marking %}", ""), (word, "{{ council.name }}"), ("{%tr endif %}", "")),
            (("{%tc if marking %}", word, "{%tc endif %}"), ("a", "b", "c")),
            (("{% colspan 2 %}" + word, "x"), ("a", "b")),
            (("{% cellbg 'FFEEDD' %}" + word, "{{ marking }}"), ("a", "b")),
            (("{#tr a remark #}", "and more"), (word, "b")),
            (("{% vm %}x", word), ("a", "b")),
            (("{% if marking %}x", "y{% endif %}"), (word, "b")),
            (("{%tr for letter in marking %}",), ("{{ letter }}",), ("{%tr endfor %}",)),
        )
    )
    add_table(document, *rows)
    table = document.tables[-1]._tbl
    _free_place(document, dice).addnext(table)
    table.addnext(document.add_paragraph()._p)
    return word if any(word in cell for row in rows for cell in row) else ""


def _field(document: WordDocument, dice: random.Random, word: str) -> str:
    code = dice.choice(_FIELDS).replace('"', "&quot;")
    made = _beside(_free_place(document, dice), document, f"{word} ")
    if dice.random() < 0.3:
        simple = f'<w:fldSimple {DECLARED} w:instr="{code}"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'
        made.append(parse_xml(simple))
        return word
    marks = (
        *('<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {code} </w:instrText>'),
        *('<w:fldChar w:fldCharType="separate"/>', "<w:t>shown</w:t>", '<w:fldChar w:fldCharType="end"/>'),
    )
    for mark in marks[: dice.choice((5, 5, 5, 5, 3))]:
        made.append(parse_xml(f"<w:r {DECLARED}>{mark}</w:r>"))
    return "" if code.startswith("TOC") else word


def _bookmark(document: WordDocument, dice: random.Random, word: str) -> str:
    tags = _tags(document)
    name = dice.choice(("_Hlk1", "__DdeLink__1_2", "mine", "section_a", "_GoBack", "theme_x"))
    if tags:
        paragraph = _paragraph(dice.choice(tags))
        at = 1 if paragraph.find(qn("w:pPr")) is not None else 0
        paragraph.insert(at, parse_xml(f'<w:bookmarkStart {DECLARED} w:id="931" w:name="{name}"/>'))
        paragraph.append(parse_xml(f'<w:bookmarkEnd {DECLARED} w:id="931"/>'))
    return ""


def _split(document: WordDocument, dice: random.Random, word: str) -> str:
    """A tag whose letters lie in several runs, with something between them at times."""
    tags = [text for text in _tags(document) if (run := text.getparent()) is not None and run.tag == W_R]
    if not tags:
        return ""
    text = dice.choice(tags)
    run, words = text.getparent(), text.text or ""
    assert run is not None
    at = dice.randrange(1, len(words))
    later = deepcopy(run)
    text.text = words[:at]
    for other in later.iter(W_T):
        other.text = words[at:]
    run.addnext(later)
    between = dice.choice(
        (
            "",
            "",
            '<w:proofErr {0} w:type="spellStart"/>',
            '<w:bookmarkStart {0} w:id="77" w:name="between"/>',
            "<w:r {0}><w:tab/></w:r>",
            '<w:r {0}><w:br w:type="page"/></w:r>',
            "<w:hyperlink {0} w:anchor='section_a'><w:r><w:t>link</w:t></w:r></w:hyperlink>",
        )
    )
    if between:
        run.addnext(parse_xml(between.format(DECLARED)))
    return ""


def _wrapped(document: WordDocument, dice: random.Random, word: str) -> str:
    """A run, or a paragraph, in a content control or a link."""
    texts = [
        text for text in document.element.body.iter(W_T) if (run := text.getparent()) is not None and run.tag == W_R
    ]
    run = dice.choice(texts).getparent()
    assert run is not None
    control = f'<w:sdt {DECLARED}><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent/></w:sdt>'
    kind = dice.choice(("control", "link", "block"))
    inner = _paragraph(run) if kind == "block" else run
    around = parse_xml(f'<w:hyperlink {DECLARED} w:anchor="section_a"/>' if kind == "link" else control)
    inner.addprevious(around)
    (around if kind == "link" else around[-1]).append(inner)
    return ""


def _picture(document: WordDocument, dice: random.Random, word: str) -> str:
    made = document.add_paragraph()
    made.add_run(word)
    made.add_run().add_picture(io.BytesIO(NO_PICTURE), Pt(40))
    about = next(made._p.iter(qn("wp:docPr")))
    about.set("descr", dice.choice(("", "A map", "{{ council.name }}", "{% if x %}")))
    _free_place(document, dice).addnext(made._p)
    return word


def _unseen(document: WordDocument, dice: random.Random, word: str) -> str:
    texts = _tags(document)
    if texts and (run := dice.choice(texts).getparent()) is not None and run.tag == W_R:
        look = run.find(qn("w:rPr"))
        if look is None:
            look = etree.Element(qn("w:rPr"))
            run.insert(0, look)
        kind = dice.choice(("<w:vanish {0}/>", '<w:color {0} w:val="FFFFFF"/>', '<w:sz {0} w:val="2"/>', "<w:b {0}/>"))
        for old in look.findall(parse_xml(kind.format(DECLARED)).tag):
            look.remove(old)
        look.append(parse_xml(kind.format(DECLARED)))
    return ""


def _style(document: WordDocument, dice: random.Random, word: str) -> str:
    styles = list(document.styles.element.iter(qn("w:style")))
    style = dice.choice(styles)
    if dice.random() < 0.5:
        document.styles.element.remove(style)
    else:
        name = style.find(qn("w:name"))
        if name is not None:
            name.set(qn("w:val"), f"Other {name.get(qn('w:val'))}")
    return ""


def _pages(document: WordDocument, dice: random.Random, word: str) -> str:
    section = dice.choice(list(document.sections))
    kind = dice.choice(("even", "first", "landscape", "unlinked", "cleared", "break"))
    if kind == "even":
        document.settings.odd_and_even_pages_header_footer = True
    elif kind == "first":
        section.different_first_page_header_footer = True
    elif kind == "landscape":
        section.page_width, section.page_height = section.page_height, section.page_width
    elif kind == "unlinked":
        section.header.is_linked_to_previous = False
        section.footer.is_linked_to_previous = False
    elif kind == "cleared":
        section.header.paragraphs[0].text = ""
    else:
        breaks = [each for each in document.element.body.iter(qn("w:sectPr")) if each.getparent().tag == qn("w:pPr")]
        if breaks:
            each = dice.choice(breaks)
            each.getparent().remove(each)
    return ""


def _review(document: WordDocument, dice: random.Random, word: str) -> str:
    texts = [
        text for text in document.element.body.iter(W_T) if (run := text.getparent()) is not None and run.tag == W_R
    ]
    run = dice.choice(texts).getparent()
    assert run is not None
    if dice.random() < 0.5:
        change = parse_xml(f'<w:ins {DECLARED} w:id="90" w:author="A"/>')
        run.addprevious(change)
        change.append(run)
    else:
        document.add_comment(document.add_paragraph(word).runs, "To do", "A", "A")
        return word
    return ""


def _look(document: WordDocument, dice: random.Random, word: str) -> str:
    run = document.add_paragraph().add_run(word)
    run.bold, run.font.size = True, Pt(dice.choice((11, 16)))
    run.font.color.rgb = RGBColor(*dice.choice(((0, 0, 0), (0x99, 0x99, 0x99))))
    return word


def _box(document: WordDocument, dice: random.Random, word: str) -> str:
    inside = dice.choice((word, f"{word} {{{{ council.name }}}}", f"{word} {{{{ marking"))
    box = (
        f"<w:r {DECLARED}><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' style='width:90pt;height:40pt'>"
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{inside}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
        "</w:pict></w:r>"
    )
    _beside(_free_place(document, dice), document).append(parse_xml(box))
    return word


_EDITS: tuple[Edit, ...] = (
    *(_plant, _as_tests_had_it, _as_tests_had_it, _as_tests_had_it, _other_brackets, _other_brackets, _dashes),
    *(_snippet, _snippet, _table_of_docxtpl, _table_of_docxtpl, _field, _field, _bookmark, _split, _split, _wrapped),
    *(_picture, _unseen, _style, _pages, _review, _look, _box),
)
