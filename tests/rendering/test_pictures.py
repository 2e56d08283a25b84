"""Pictures as Word draws them: their size on paper, and the words that stand for them."""

from __future__ import annotations

from lxml import etree

from engine.rendering.pictures import inline_picture, placed_picture
from engine.word.names import EMU_PER_MM, NAMESPACES, qn

ALT = 'Counts of "agree" & <others>'


def _parsed(run: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{NAMESPACES["w"]}">{run}</w:p>')


def _in_line() -> etree._Element:
    return _parsed(inline_picture("rId7", 3, 158.0, 60.5, ALT))


def _placed() -> etree._Element:
    return _parsed(placed_picture("rId7", 3, 16.0, 16.0, ALT, 170.0))


def _described(root: etree._Element) -> str:
    return str(next(root.iter(qn("wp:docPr"))).get("descr"))


def _size(root: etree._Element) -> tuple[int, int]:
    extent = next(root.iter(qn("wp:extent")))
    return int(str(extent.get("cx"))), int(str(extent.get("cy")))


def test_the_words_for_a_picture_are_kept_sign_by_sign() -> None:
    assert _described(_in_line()) == ALT
    assert _described(_placed()) == ALT


def test_a_picture_has_its_size_in_millimetres() -> None:
    assert _size(_in_line()) == (158 * EMU_PER_MM, round(60.5 * EMU_PER_MM))
    assert _size(_placed()) == (16 * EMU_PER_MM, 16 * EMU_PER_MM)


def test_the_frame_and_the_picture_in_it_have_one_size() -> None:
    inner = next(_in_line().iter(qn("a:ext")))
    assert (int(str(inner.get("cx"))), int(str(inner.get("cy")))) == _size(_in_line())


def test_a_picture_leads_to_its_data() -> None:
    assert next(_in_line().iter(qn("a:blip"))).get(qn("r:embed")) == "rId7"


def test_a_picture_in_the_line_is_no_floating_one() -> None:
    assert [len(list(_in_line().iter(qn(name)))) for name in ("wp:inline", "wp:anchor")] == [1, 0]


def test_a_placed_picture_stands_at_its_distance_from_the_edge_of_the_page() -> None:
    position = next(_placed().iter(qn("wp:positionH")))
    assert position.get("relativeFrom") == "page"
    assert next(position.iter(qn("wp:posOffset"))).text == str(170 * EMU_PER_MM)


def test_placed_pictures_have_numbers_that_docxtpl_never_gives() -> None:
    assert int(str(next(_placed().iter(qn("wp:docPr"))).get("id"))) > 20000
