"""Word forms, one for each way in which words reach a page or stay away from it, with what people typed into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from tests.material.listed_forms import LISTS, add_list
from tests.material.small_inputs import DECLARED, add_xml, with_footnotes, word
from tests.material.small_word import first_section


@dataclass(frozen=True, slots=True)
class SeenForm:
    """A form. by_libreoffice_alone: words that only LibreOffice shows, or not, against Word; and the reason.

    added_by_the_report: what it prints of its own, such as the numbers of notes.
    """

    document: WordDocument
    by_libreoffice_alone: str = ""
    not_by_libreoffice: str = ""
    added_by_the_report: str = ""
    reason: str = ""


FORMS: dict[str, Callable[[], SeenForm]] = {}


def _form(make: Callable[[], SeenForm]) -> Callable[[], SeenForm]:
    FORMS[make.__name__.replace("_", " ")] = make
    return make


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def field(held: str, shown: str | None = None, data: str = "") -> str:
    middle = "" if shown is None else _mark("separate") + run(shown)
    code = f'<w:r><w:instrText xml:space="preserve"> {held} </w:instrText></w:r>'
    return _mark("begin", data) + code + middle + _mark("end")


def _of(*paragraphs: str) -> WordDocument:
    document = word()
    for inside in paragraphs:
        add_xml(document, f"<w:p>{inside}</w:p>")
    return document


def _style(document: WordDocument, kind: str, key: str, inside: str) -> None:
    xml = f'<w:style {DECLARED} w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{inside}</w:style>'
    document.styles.element.append(parse_xml(xml))


@_form
def letters_dressed_by_styles() -> SeenForm:
    document = word()
    looks = {
        "Hid": "<w:vanish/>",
        "Pale": '<w:color w:val="FFFFFF"/>',
        "Struck": "<w:strike/>",
        "Double": "<w:dstrike/>",
        "Loud": "<w:caps/>",
        "Bold": "<w:b/>",
        "Bright": '<w:highlight w:val="yellow"/>',
        "OnDark": '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="203040"/>',
    }
    for key, look in looks.items():
        _style(document, "character", key, f"<w:rPr>{look}</w:rPr>")
        _style(document, "paragraph", f"{key}Line", f'<w:basedOn w:val="Normal"/><w:rPr>{look}</w:rPr>')
        words = run(f"by letters of {key}", f'<w:rStyle w:val="{key}"/>')
        add_xml(document, f"<w:p>{run('Kept ')}{words}</w:p>")
        add_xml(document, f'<w:p><w:pPr><w:pStyle w:val="{key}Line"/></w:pPr>{run(f"a line of {key}")}</w:p>')
    return SeenForm(document)


@_form
def fields() -> SeenForm:
    box = "<w:ffData><w:checkBox><w:sizeAuto/><w:checked/></w:checkBox></w:ffData>"
    entries = '<w:listEntry w:val="Daily"/><w:listEntry w:val="Weekly"/>'
    chosen = f'<w:ffData><w:name w:val="often"/><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    document = _of(
        field("FORMCHECKBOX", None, box) + run(" We plan."),
        run("We meet ") + field("FORMDROPDOWN", None, chosen) + run(" at noon."),
        run("See ") + field("HYPERLINK https://wenlow.example/plan", "our plan") + run(" again."),
        run("Council of ") + field("MERGEFIELD Council", "«Council»") + run(" here."),
        run("As in ") + field("REF gone", "Error! Reference source not found.") + run(" before."),
        run("Nested ") + field(r'IF 1 = 1 "one" "two"', "one") + run(" way."),
    )
    return SeenForm(
        document, not_by_libreoffice="one", reason="LibreOffice works conditions out itself, and not this one."
    )


@_form
def forms_for_several_programs() -> SeenForm:
    known = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" Requires="w14"'
    strange = 'xmlns:zz="urn:example:of-nobody" Requires="zz"'

    def either(asks: str) -> str:
        choice = f"<mc:Choice {asks}>{run('new ')}</mc:Choice>"
        return f"<mc:AlternateContent>{choice}<mc:Fallback>{run('old ')}</mc:Fallback></mc:AlternateContent>"

    return SeenForm(_of(f"{run('We use ')}{either(strange)}{run('daily.')}", f"{run('They use ')}{either(known)}"))


@_form
def ruby() -> SeenForm:
    above = f"<w:ruby><w:rubyPr/><w:rt>{run('reading')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby>"
    return SeenForm(_of(f"{run('We heard from ')}<w:r>{above}</w:r>{run(' elders.')}"))


@_form
def lists() -> SeenForm:
    document = word()
    for number, made in enumerate(LISTS.values()):
        document.add_paragraph("Between lists.")
        add_list(document, made, 700 + 2 * number, "Lists" if number == 1 else "")
    return SeenForm(document)


@_form
def changes_that_are_tracked() -> SeenForm:
    by = 'w:id="1" w:author="x" w:date="2026-03-14T10:00:00Z"'
    document = _of(
        f"{run('Kept ')}<w:ins {by}>{run('came ')}</w:ins><w:del {by}><w:r><w:delText>went</w:delText></w:r></w:del>",
        f"<w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>{run('First half, ')}",
        run("second half."),
    )
    cell = f"<w:tc><w:tcPr><w:cellDel {by}/></w:tcPr><w:p>{run('goingcell')}</w:p></w:tc>"
    rows = f"<w:tr><w:tc><w:p>{run('A')}</w:p></w:tc><w:tc><w:p>{run('B')}</w:p></w:tc></w:tr>"
    rows += f"<w:tr>{cell}<w:tc><w:p>{run('staying')}</w:p></w:tc></w:tr>"
    rows += f"<w:tr><w:trPr><w:ins {by}/></w:trPr><w:tc><w:p>{run('newrow')}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    add_xml(document, f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
    return SeenForm(document)


@_form
def a_table_with_a_style_and_a_hidden_row() -> SeenForm:
    document = word()
    dark = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="203040"/></w:tcPr>'
    head = f'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>{dark}</w:tblStylePr>'
    last = '<w:tblStylePr w:type="lastRow"><w:rPr><w:strike/></w:rPr></w:tblStylePr>'
    _style(document, "table", "Rows", head + last)
    rows = "".join(
        f"<w:tr><w:trPr>{about}</w:trPr><w:tc><w:p>{run(text)}</w:p></w:tc><w:tc><w:p>{run('beside')}</w:p></w:tc></w:tr>"
        for text, about in (("Head", ""), ("middle", ""), ("unseenrow", "<w:hidden/>"), ("final", ""))
    )
    about = '<w:tblPr><w:tblStyle w:val="Rows"/><w:tblLook w:val="0660"/></w:tblPr>'
    add_xml(document, f"<w:tbl>{about}<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
    return SeenForm(document, by_libreoffice_alone="unseenrow beside", reason="LibreOffice shows rows that Word hides.")


@_form
def words_around_the_page() -> SeenForm:
    document = word(("Heading 1", "How we know"), ("Normal", "We ask."))
    first_section(document).header.paragraphs[0].text = "Seen by the board"
    first_section(document).footer.paragraphs[0].text = "Waiting 31"
    return SeenForm(document)


@_form
def notes_and_controls() -> SeenForm:
    document = with_footnotes(word(), "Counted in May.")
    document.paragraphs[-1].runs[0].text = "Noted."
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    box = f'<w14:checkbox {w14}><w14:checked w14:val="1"/></w14:checkbox>'
    add_xml(
        document,
        f"<w:p><w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>{run(' ticked')}</w:p>",
    )
    entry = "<w:sdtPr><w:dropDownList><w:listItem w:value='Monthly'/></w:dropDownList></w:sdtPr>"
    add_xml(document, f"<w:p>{run('Every ')}<w:sdt>{entry}<w:sdtContent>{run('Month')}</w:sdtContent></w:sdt></w:p>")
    reason = "The numbers of footnotes are the report's own to count."
    return SeenForm(document, by_libreoffice_alone="1 1", added_by_the_report="1 1", reason=reason)


@_form
def controls_and_branches_around_everything() -> SeenForm:
    document = word()

    def control(inside: str, about: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def either(new: str, old: str) -> str:
        space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" Requires="w14"'
        choice, fallback = f"<mc:Choice {space}>{new}</mc:Choice>", f"<mc:Fallback>{old}</mc:Fallback>"
        return f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"

    def cell(text: str) -> str:
        return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"

    asks = "<w:showingPlcHdr/>"
    line = f"<w:p>{run('Asked ')}{control(run('Click here '), asks)}{control(control(run('deepest')))}</w:p>"
    add_xml(document, control(control(line) + control(f"<w:p>{run('Choose an item.')}</w:p>", asks)))
    row = f"<w:tr>{control(cell('one'))}{cell('two')}</w:tr>"
    rows = row + control(control(row)) + either(row, f"<w:tr>{cell('gone')}{cell('away')}</w:tr>")
    add_xml(document, f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
    return SeenForm(document)


@_form
def a_letter_set_large_and_wrapped_words() -> SeenForm:
    large = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/></w:pPr>'
    wrapped = "".join(
        f"<w:{tag} {about}>{run(f' in {tag}')}</w:{tag}>"
        for tag, about in (
            ("bdo", 'w:val="ltr"'),
            ("smartTag", 'w:uri="u" w:element="e"'),
            ("customXml", 'w:uri="u" w:element="e"'),
            ("hyperlink", 'w:anchor="x"'),
        )
    )
    return SeenForm(_of(large + run("T"), run("he council listens."), run("Words") + wrapped))
