"""Word's complex fields: what they ask for, what they show, and how they end."""

from __future__ import annotations

from lxml import etree

from engine.word.fields import ComplexField, fields
from engine.word.names import NAMESPACES, qn

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _asks(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


def _says(words: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _paragraph(inside: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{NAMESPACES["w"]}">{inside}</w:p>')


def _only(root: etree._Element) -> ComplexField:
    (found,) = fields(root)
    return found


def _text(root: etree._Element) -> str:
    return "".join(text.text or "" for text in root.iter(qn("w:t")))


def test_a_field_has_an_instruction_and_a_result() -> None:
    found = _only(_paragraph(BEGIN + _asks(" PAGEREF here \\h ") + SEPARATE + _says("7") + END))
    assert found.argument("PAGEREF") == "here"
    assert found.result == "7"


def test_an_instruction_may_be_split_over_several_runs() -> None:
    found = _only(_paragraph(BEGIN + _asks(" PAGE") + _asks("REF he") + _asks("re \\h ") + SEPARATE + _says("7") + END))
    assert found.argument("PAGEREF") == "here"


def test_a_field_of_another_kind_has_no_such_argument() -> None:
    found = _only(_paragraph(BEGIN + _asks(" PAGE ") + SEPARATE + _says("7") + END))
    assert found.argument("PAGEREF") is None


def test_a_new_result_keeps_the_look_of_the_old_one() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    root = _paragraph(BEGIN + _asks(" SEQ Table ") + SEPARATE + _says("1", bold) + _says("2") + END)
    found = _only(root)
    found.show("31")
    assert found.result == "31"
    assert [run.find(qn("w:rPr")) is not None for run in found.results] == [True, False]


def test_a_field_without_a_result_stays_without_one() -> None:
    found = _only(_paragraph(BEGIN + _asks(" PAGEREF here ") + END))
    found.show("7")
    assert found.result == ""


def test_an_inner_field_comes_before_the_one_around_it() -> None:
    inner = BEGIN + _asks(" PAGEREF here ") + SEPARATE + _says("7") + END
    root = _paragraph(BEGIN + _asks(" TOC ") + SEPARATE + _says("About us ") + inner + END)
    assert [found.instruction.strip() for found in fields(root)] == ["PAGEREF here", "TOC"]


def test_the_result_of_an_inner_field_is_not_part_of_the_outer_one() -> None:
    inner = BEGIN + _asks(" PAGEREF here ") + SEPARATE + _says("7") + END
    root = _paragraph(BEGIN + _asks(" TOC ") + SEPARATE + _says("About us ") + inner + END)
    assert [found.result for found in fields(root)] == ["7", "About us "]


def test_a_dissolved_field_leaves_its_result_as_text() -> None:
    root = _paragraph(_says("on page ") + BEGIN + _asks(" PAGEREF here ") + SEPARATE + _says("7") + END)
    _only(root).dissolve()
    assert _text(root) == "on page 7"
    assert list(fields(root)) == []
    assert root.find(f".//{qn('w:instrText')}") is None


def test_dissolving_a_field_in_a_text_box_leaves_the_box_standing() -> None:
    field = BEGIN + _asks(" PAGEREF here ") + SEPARATE + _says("7") + END
    box = f"<w:r><w:pict><w:txbxContent><w:p>{field}</w:p></w:txbxContent></w:pict></w:r>"
    root = _paragraph(_says("before ") + box)
    _only(root).dissolve()
    assert _text(root) == "before 7"


def test_an_end_without_a_beginning_is_no_field() -> None:
    assert list(fields(_paragraph(_says("words") + END))) == []
