"""Fields, forms of one thing for several programs, ruby and tracked marks: read as they are seen, or told."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument

from engine.findings import Finding, Severity
from engine.model.story import Paragraph, Picture, Table, lines_of
from engine.sources.word_body import read_body
from tests.material.small_inputs import add_xml, with_footnotes, word

FILE = "inputs/narrative/small.docx"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
SYMBOLS = 'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
STRANGE = 'xmlns:zz="urn:example:of-nobody"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(held: str, shown: str | None = None, data: str = "") -> str:
    middle = "" if shown is None else mark("separate") + run(shown)
    return mark("begin", data) + code(held) + middle + mark("end")


def either(*choices: tuple[str, str], fallback: str | None = None) -> str:
    """Forms of one thing. choices: what each asks of a program, with its namespace, and what it holds."""
    made = "".join(
        f'<mc:Choice {about} Requires="{about[6:].partition("=")[0]}">{inside}</mc:Choice>' for about, inside in choices
    )
    last = "" if fallback is None else f"<mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{made}{last}</mc:AlternateContent>"


def document_of(*elements: str) -> WordDocument:
    document = word()
    for element in elements:
        add_xml(document, element)
    return document


def read(*elements: str) -> tuple[list[str], list[Finding]]:
    blocks, findings = read_body(document_of(*elements), FILE)
    return [block.text for block in blocks if isinstance(block, Paragraph)], findings


def line(inside: str) -> tuple[str, list[Finding]]:
    """The text of a paragraph, and what is told of it."""
    (text,), findings = read(f"<w:p>{inside}</w:p>")
    return text, findings


# fields that hold no text of what they show


@pytest.mark.parametrize(
    ("state", "box"),
    [
        ("<w:checked/>", "☒"),
        ('<w:checked w:val="0"/>', "☐"),
        ('<w:default w:val="1"/>', "☒"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
@pytest.mark.parametrize("shown", [None, ""])
def test_a_tick_box_of_a_form_field_is_read(state: str, box: str, shown: str | None) -> None:
    data = f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>"
    assert line(field(" FORMCHECKBOX ", shown, data) + run(" We plan.")) == (f"{box} We plan.", [])


@pytest.mark.parametrize(("chosen", "entry"), [('<w:result w:val="1"/>', "Weekly"), ("", "Daily")])
def test_the_entry_chosen_in_a_drop_down_is_read(chosen: str, entry: str) -> None:
    entries = '<w:listEntry w:val="Daily"/><w:listEntry w:val="Weekly"/>'
    data = f"<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>"
    assert line(run("We meet ") + field(" FORMDROPDOWN ", None, data) + run(".")) == (f"We meet {entry}.", [])


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        (r'SYMBOL 252 \f "Wingdings"', "✓"),
        (r"SYMBOL 0xFC \f Wingdings \s 12", "✓"),
        (r'SYMBOL 163 \f "Arial"', "£"),
        ("MACROBUTTON NoMacro [Click here]", "[Click here]"),
    ],
)
@pytest.mark.parametrize("simple", [False, True])
def test_what_other_fields_show_is_read(held: str, shown: str, simple: bool) -> None:
    made = f"<w:fldSimple w:instr='{held}'/>" if simple else field(held)
    assert line(run("So ") + made + run(" it is."))[0] == f"So {shown} it is."


@pytest.mark.parametrize("held", [r"EQ \f(3,4)", "LISTNUM", "AUTONUM", r'DISPLAYBARCODE "D-014" QR'])
def test_a_field_that_holds_no_text_is_told(held: str) -> None:
    text, (finding,) = line(run("We answered ") + field(held) + run(" of calls."))
    assert (text, finding.code, finding.severity) == ("We answered of calls.", "I-12", Severity.ERROR)


@pytest.mark.parametrize("element", ["dayLong", "monthShort", "pgNum"])
def test_a_date_or_page_that_word_counts_is_told(element: str) -> None:
    _, (finding,) = line(run("Printed on ") + f"<w:r><w:{element}/></w:r>")
    assert (finding.code, finding.severity) == ("I-12", Severity.ERROR)


# fields that are not finished


@pytest.mark.parametrize("held", ["MERGEFIELD Council", r'MERGEFIELD "Council" \* MERGEFORMAT'])
@pytest.mark.parametrize("shown", ["«Council»", "", None])
def test_a_mail_merge_that_was_never_run_is_told(held: str, shown: str | None) -> None:
    _, (finding,) = line(run("Council of ") + field(held, shown) + run("."))
    assert (finding.code, finding.severity) == ("I-44", Severity.ERROR)
    assert "«Council»" in finding.message


def test_a_mail_merge_that_was_run_is_words_like_any_other() -> None:
    assert line(field("MERGEFIELD Council", "Wenlow")) == ("Wenlow", [])


@pytest.mark.parametrize(
    "shown",
    [
        "Error! Reference source not found.",
        "Error! Unknown document property name.",
        "Error! Not a valid link.",
        "Error: Reference source not found",
        "!Syntax Error, (",
        "!Undefined Bookmark, TOTAL",
    ],
)
@pytest.mark.parametrize("held", ["REF x", "DOCPROPERTY x", "=x", ""])
def test_what_a_field_leaves_that_went_wrong_is_told(held: str, shown: str) -> None:
    inside = field(held, shown) if held else run(shown)
    _, findings = line(run("See ") + inside + run(" for more."))
    assert [(finding.code, finding.severity) for finding in findings] == [("I-44", Severity.ERROR)]


def test_a_code_in_two_pieces_is_one_code() -> None:
    inside = mark("begin") + code("PAGE") + code("REF _Ref1") + mark("separate") + run("12") + mark("end")
    _, (finding,) = line(run("See page ") + inside)
    assert (finding.code, finding.severity) == ("I-44", Severity.WARNING)


@pytest.mark.parametrize(
    ("held", "link"),
    [
        ("HYPERLINK https://wenlow.example/plan", "https://wenlow.example/plan"),
        ('hyperlink "https://wenlow.example/plan"', "https://wenlow.example/plan"),
        (r'HYPERLINK \o "Our plan" \t _blank https://wenlow.example/plan', "https://wenlow.example/plan"),
        (r'HYPERLINK "https://wenlow.example/plan" \l "aims" \o "tip"', "https://wenlow.example/plan#aims"),
        (r'HYPERLINK \l "aims"', ""),
    ],
)
def test_the_address_of_a_link_is_read_with_and_without_quotation_marks(held: str, link: str) -> None:
    blocks, findings = read_body(document_of(f"<w:p>{field(held, 'our plan')}</w:p>"), FILE)
    assert isinstance(blocks[0], Paragraph)
    assert ([run.link for run in blocks[0].runs], findings) == ([link], [])


def test_what_a_field_holds_inside_its_code_is_not_read_over_paragraphs_either() -> None:
    first = mark("begin") + code("IF ") + field("MERGEFIELD x", "«x»") + code(' = 1 "a')
    second = code('b" "c"') + run("unseen") + mark("separate") + run("Seen.") + mark("end")
    assert read(f"<w:p>{run('Before. ')}{first}</w:p>", f"<w:p>{second}</w:p>") == (["Before.", "Seen."], [])


def test_a_field_that_never_ends_hides_nothing() -> None:
    assert read(f"<w:p>{run('One. ')}{mark('begin')}{run('Two.')}</w:p>") == (["One. Two."], [])


# forms of one thing for several programs

BRANCHES = [
    (((f"{W14}", "new"),), "old", "new"),
    (((f"{STRANGE}", "new"),), "old", "old"),
    (((f"{STRANGE}", "newest"), (f"{W14}", "new")), "old", "new"),
    (((f"{SYMBOLS}", "new"),), "old", "old"),
    (((f"{SYMBOLS}", "new"),), None, "new"),
]


@pytest.mark.parametrize(("choices", "fallback", "seen"), BRANCHES)
@pytest.mark.parametrize("around", ["run", "paragraph", "body", "cell"])
def test_of_several_forms_one_is_read(
    choices: tuple[tuple[str, str], ...], fallback: str | None, seen: str, around: str
) -> None:
    def wrapped(word: str) -> str:
        if around == "run":
            return f"<w:t>{word}</w:t>"
        return run(word) if around == "paragraph" else f"<w:p>{run(word)}</w:p>"

    forms = either(*((about, wrapped(held)) for about, held in choices), fallback=fallback and wrapped(fallback))
    if around == "run":
        forms = f"<w:p><w:r>{forms}</w:r></w:p>"
    elif around == "paragraph":
        forms = f"<w:p>{forms}</w:p>"
    elif around == "cell":
        row = f"<w:tr><w:tc>{forms}</w:tc><w:tc><w:p/></w:tc></w:tr>"
        forms = f"<w:tbl><w:tblPr/>{row}</w:tbl>"
    blocks, findings = read_body(document_of(forms), FILE)
    lines = [b if isinstance(b, Paragraph) else lines_of(b.rows[0][0])[0] for b in blocks if not isinstance(b, Picture)]
    texts = [line.text for line in lines]
    assert (texts, findings) == ([seen], [])


@pytest.mark.parametrize("around", ["<w:p>{}</w:p>", "{}"])
def test_of_several_forms_with_drawings_the_words_of_one_are_read(around: str) -> None:
    drawn = '<w:r><w:pict><v:rect style="width:9pt;height:9pt"/></w:pict></w:r>'
    inside = "{}" if "w:p" in around else "<w:p>{}</w:p>"
    strange = f'<mc:Choice xmlns:zz="urn:nobody" Requires="zz">{inside.format(run("strange") + drawn)}</mc:Choice>'
    usual = f"<mc:Fallback>{inside.format(run('usual'))}</mc:Fallback>"
    assert read(around.format(f"<mc:AlternateContent>{strange}{usual}</mc:AlternateContent>"))[0] == ["usual"]


def test_a_symbol_of_words_own_picker_is_read() -> None:
    symbol = either((SYMBOLS, '<w16se:symEx w16se:font="Segoe UI Symbol" w16se:char="2713"/>'))
    assert line(f"{run('Done ')}<w:r>{symbol}</w:r>") == ("Done ✓", [])


def test_ruby_reads_its_base_and_tells_the_reading() -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('reading')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby>"
    text, (finding,) = line(f"{run('We heard from ')}<w:r>{ruby}</w:r>{run(' elders.')}")
    assert (text, finding.code, finding.severity) == ("We heard from base elders.", "I-12", Severity.INFO)
    assert '"reading"' in finding.message


# a first letter that is set large


@pytest.mark.parametrize(("frame", "texts"), [('w:dropCap="drop"', ["The rest."]), ("", ["T", "he rest."])])
def test_a_first_letter_that_is_set_large_begins_its_word(frame: str, texts: list[str]) -> None:
    large = f"<w:p><w:pPr><w:framePr {frame} w:lines='3' w:wrap='around'/></w:pPr>{run('T')}</w:p>"
    between = '<w:bookmarkStart w:id="1" w:name="x"/>'
    assert read(large, between, f"<w:p><w:pPr/>{run('he rest.')}</w:p>")[0] == texts


# tracked marks


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_paragraphs_whose_mark_was_deleted_are_joined_and_told(change: str) -> None:
    going = f'<w:pPr><w:rPr><w:{change} w:id="1" w:author="x"/></w:rPr></w:pPr>'
    texts, findings = read(
        f"<w:p>{going}{run('One ')}</w:p>", f"<w:p>{going}{run('two ')}</w:p>", f"<w:p>{run('three.')}</w:p>"
    )
    assert texts == ["One two three."]
    assert [finding.code for finding in findings] == ["I-13"]


@pytest.mark.parametrize(
    ("about_row", "about_cell", "is_read"),
    [
        ("<w:del w:id='1' w:author='x'/>", "", False),
        ("<w:ins w:id='1' w:author='x'/>", "", True),
        ("", "<w:cellDel w:id='1' w:author='x'/>", False),
        ("", "<w:cellIns w:id='1' w:author='x'/>", True),
        ("", "<w:cellMerge w:id='1' w:author='x' w:vMerge='rest'/>", True),
    ],
)
def test_tracked_rows_and_cells_are_told_and_read_as_accepted(about_row: str, about_cell: str, is_read: bool) -> None:
    changed = f"<w:tr><w:trPr>{about_row}</w:trPr><w:tc><w:tcPr>{about_cell}</w:tcPr><w:p>{run('going')}</w:p></w:tc>"
    rows = f"<w:tr><w:tc><w:p>{run('A')}</w:p></w:tc><w:tc><w:p>{run('B')}</w:p></w:tc></w:tr>{changed}"
    blocks, findings = read_body(document_of(f"<w:tbl><w:tblPr/>{rows}<w:tc><w:p/></w:tc></w:tr></w:tbl>"), FILE)
    (table,) = blocks
    assert isinstance(table, Table)
    assert ("going" in [p.text for row in table.rows for cell in row for p in lines_of(cell)]) is is_read
    assert [finding.code for finding in findings] == ["I-13"]
    assert '"going"' in findings[0].message


def test_what_a_footnote_holds_is_told_too() -> None:
    document = with_footnotes(word(), "Error! Not a valid link.")
    assert [finding.code for finding in read_body(document, FILE)[1]] == ["I-44"]
