"""Drawings as Word writes them, put into small documents: pictures, groups, shapes, charts, diagrams."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from PIL import Image

from engine.word.names import NAMESPACES
from tests.material.metafiles import METAFILES

_2006 = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD = "http://schemas.microsoft.com/office/word/2010"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
URI = {
    "picture": f"{_2006}/picture",
    "chart": f"{_2006}/chart",
    "diagram": f"{_2006}/diagram",
    "group": f"{_WORD}/wordprocessingGroup",
    "shape": f"{_WORD}/wordprocessingShape",
    "canvas": f"{_WORD}/wordprocessingCanvas",
}
SPACES = {
    **{prefix: NAMESPACES[prefix] for prefix in ("w", "r", "wp", "a", "pic", "m")},
    "c": URI["chart"],
    "dgm": URI["diagram"],
    "wpg": URI["group"],
    "wps": URI["shape"],
    "wpc": URI["canvas"],
    "wpi": f"{_WORD}/wordprocessingInk",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in SPACES.items())
MM = 36000


def photo(kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture of 40 by 20 dots: red on the left, blue on the right; its topmost row is green."""
    picture = Image.new("RGB", (40, 20), "red")
    picture.paste("blue", (20, 0, 40, 20))
    picture.paste("lime", (0, 0, 40, 1))
    buffer = io.BytesIO()
    picture.convert(mode).save(buffer, kind)
    return buffer.getvalue()


def related(
    document: WordDocument, data: bytes, kind: str = "image/png", relation: str = RELATIONSHIP_TYPE.IMAGE
) -> str:
    """The id of the document's relation to a part with these bytes, put in now."""
    name = PackURI(f"/word/made/part{len(document.part.rels) + 1}.{'xml' if kind.endswith('xml') else 'png'}")
    return document.part.relate_to(Part(name, kind, data, document.part.package), relation)


def put_in(document: WordDocument, *inside: str, before: str = "") -> None:
    """A paragraph of these runs at the document's end."""
    runs = "".join(f"<w:r>{each}</w:r>" for each in inside)
    words = f"<w:r><w:t>{before}</w:t></w:r>" if before else ""
    element: Any = parse_xml(f"<w:p {DECLARED}>{words}{runs}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, element)


def inline(kind: str, content: str, wide: float = 80, high: float = 40, words: str = "What it shows.") -> str:
    """A w:drawing in the line. Sizes in millimetres."""
    return (
        f'<w:drawing><wp:inline><wp:extent cx="{round(wide * MM)}" cy="{round(high * MM)}"/>'
        f'<wp:docPr id="1" name="One" descr="{words}"/><a:graphic><a:graphicData uri="{URI[kind]}">{content}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def pic(relation: str, *, cut: str = "", turned: str = "", at: int = 0, shape: str = "rect", blip: str = "") -> str:
    """A pic:pic of 40 by 20 mm. cut: a:srcRect's attributes; turned: a:xfrm's; at: millimetres from the left."""
    source = f"<a:srcRect {cut}/>" if cut else ""
    return (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}">{blip}</a:blip>{source}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm {turned}><a:off x="{at * MM}" y="0"/><a:ext cx="{40 * MM}" cy="{20 * MM}"/></a:xfrm>'
        f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )


def shape(words: str = "", colour: str = "00B050", at: int = 0, kind: str = "ellipse", body: str = "") -> str:
    """A wps:wsp of 40 by 20 mm, with words in it or none."""
    text = (
        f"<wps:txbx><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></wps:txbx>" if words else ""
    )
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{at * MM}" y="0"/><a:ext cx="{40 * MM}" cy="{20 * MM}"/>'
        f'</a:xfrm><a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/>'
        f"</a:solidFill>"
        f"</wps:spPr>{text}<wps:bodyPr>{body}</wps:bodyPr></wps:wsp>"
    )


def group(*inside: str, wide: float = 80, high: float = 20, words: str = "What it shows.") -> str:
    """A w:drawing of several things side by side."""
    extent = f'<a:ext cx="{round(wide * MM)}" cy="{round(high * MM)}"/>'
    frame = f'<a:off x="0" y="0"/>{extent}<a:chOff x="0" y="0"/>{extent.replace("a:ext", "a:chExt")}'
    content = (
        f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{frame}</a:xfrm></wpg:grpSpPr>{''.join(inside)}</wpg:wgp>"
    )
    return inline("group", content, wide, high, words)


def canvas(*inside: str) -> str:
    """A w:drawing of things on a canvas."""
    return inline("canvas", f"<wpc:wpc><wpc:bg/><wpc:whole/>{''.join(inside)}</wpc:wpc>")


def alternatives(choice: str, fallback: str, requires: str = "wps") -> str:
    """What stands there twice, for younger and for older programs."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback>"
        "</mc:AlternateContent>"
    )


def chart_xml(more: str = "", words: str = "Days waited") -> bytes:
    """A bar chart of two bars with its title. more: what stands behind the chart itself."""
    points = '<c:ptCount val="2"/>'
    names = "".join(f'<c:pt idx="{n}"><c:v>{name}</c:v></c:pt>' for n, name in enumerate(("Spring", "Autumn")))
    values = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate((41, 24)))
    return (
        f"<c:chartSpace {DECLARED}><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p>"
        '</c:rich></c:tx></c:title><c:plotArea><c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/>'
        '<c:order val="0"/>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$3</c:f><c:strCache>{points}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!$B$2:$B$3</c:f><c:numCache>{points}{values}</c:numCache></c:numRef>"
        f"</c:val></c:ser>"
        '<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:axPos val="b"/>'
        '<c:crossAx val="2"/>'
        '</c:catAx><c:valAx><c:axId val="2"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart>'
        f"{more}</c:chartSpace>"
    ).encode()


def chart(document: WordDocument, data: bytes | None = None, words: str = "What it shows.") -> str:
    """A w:drawing of a chart, whose part is put into the document."""
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    relation = related(document, data or chart_xml(), kind, f"{_OFFICE}/chart")
    return inline("chart", f'<c:chart r:id="{relation}"/>', words=words)


def chart_part(document: WordDocument) -> Part:
    """The part of the document's chart."""
    parts: Iterator[Part] = (r.target_part for r in document.part.rels.values() if r.reltype == f"{_OFFICE}/chart")
    return next(parts)


def diagram(document: WordDocument, words: str = "Listen first") -> str:
    """A w:drawing of a diagram (SmartArt), with the four parts that describe it and how it was laid out last."""
    laid_out = (
        f'<dsp:drawing {DECLARED}><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvGrpSpPr/>'
        f"</dsp:nvGrpSpPr>"
        '<dsp:grpSpPr/><dsp:sp modelId="{1}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr>'
        "<dsp:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{60 * MM}" cy="{30 * MM}"/></a:xfrm>'
        f'<a:prstGeom prst="roundRect"><a:avLst/>'
        f'</a:prstGeom><a:solidFill><a:srgbClr val="7030A0"/></a:solidFill></dsp:spPr><dsp:txBody><a:bodyPr/><a:p><a:r>'
        f"<a:t>{words}</a:t></a:r></a:p></dsp:txBody></dsp:sp></dsp:spTree></dsp:drawing>"
    )
    kind = "application/vnd.ms-office.drawingml.diagramDrawing+xml"
    drawn = related(
        document, laid_out.encode(), kind, "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
    )
    data = (
        f'<dgm:dataModel {DECLARED}><dgm:ptLst><dgm:pt modelId="{{0}}" type="doc"/><dgm:pt modelId="{{1}}"><dgm:t>'
        f"<a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst/>"
        f"<dgm:bg/><dgm:whole/>"
        f'<dgm:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram">'
        f'<dsp:dataModelExt relId="{drawn}"/>'
        "</a:ext></dgm:extLst></dgm:dataModel>"
    )
    parts = {
        "dm": ("diagramData", data),
        "lo": ("diagramLayout", f'<dgm:layoutDef {DECLARED}><dgm:layoutNode name="one"/></dgm:layoutDef>'),
        "qs": ("diagramQuickStyle", f'<dgm:styleDef {DECLARED} uniqueId="s"/>'),
        "cs": ("diagramColors", f'<dgm:colorsDef {DECLARED} uniqueId="c"/>'),
    }
    ids = " ".join(
        f'r:{name}="{related(document, xml.encode(), f"application/x.{kind}+xml", f"{_OFFICE}/{kind}")}"'
        for name, (kind, xml) in parts.items()
    )
    return inline("diagram", f"<dgm:relIds {ids}/>")


def old(inside: str, style: str = "width:80pt;height:40pt", more: str = "") -> str:
    """A w:pict of one shape."""
    return f'<w:pict><v:shape style="{style}" {more}>{inside}</v:shape></w:pict>'


def embedded(document: WordDocument, aspect: str = "Content") -> str:
    """A w:object: a table of Excel, say, that shows itself by a picture, or as an icon."""
    shown = related(document, METAFILES["EMF"], "image/x-emf")
    return (
        f'<w:object><v:shape id="s" alt="x" style="width:80pt;height:80pt"><v:imagedata r:id="{shown}"/></v:shape>'
        f'<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s" DrawAspect="{aspect}" r:id="{shown}"/>'
        "</w:object>"
    )


def _listed(data: bytes, document: WordDocument) -> str:
    return inline("picture", pic(related(document, data, "image/x-emf")), 40, 20)


WHOLE: dict[str, Callable[[WordDocument], str]] = {
    "chart": chart,
    "diagram": diagram,
    "group": lambda document: group(pic(related(document, photo())), shape("words", at=40)),
    "a group of two pictures": lambda d: group(pic(related(d, photo())), pic(related(d, photo()), at=40)),
    "shape": lambda _: inline("shape", shape()),
    "canvas": lambda document: canvas(pic(related(document, photo())), shape(at=40)),
    "a picture cut to a shape": lambda d: inline("picture", pic(related(d, photo()), shape="ellipse")),
    "a picture in other colours": lambda d: inline("picture", pic(related(d, photo()), blip="<a:grayscl/>")),
    "a group of old": lambda _: (
        '<w:pict><v:group style="width:80pt;height:40pt" alt="x"><v:oval/><v:rect/></v:group></w:pict>'
    ),
    "an oval of old": lambda _: '<w:pict><v:oval alt="x" style="width:80pt;height:40pt" fillcolor="red"/></w:pict>',
    **{kind: partial(_listed, data) for kind, data in METAFILES.items()},
    "an EMF of old": lambda d: old(f'<v:imagedata r:id="{related(d, METAFILES["EMF"])}"/>', more='alt="x"'),
    "an EMF in a group": lambda d: group(pic(related(d, METAFILES["EMF"])), shape(at=40)),
    "a table of Excel": embedded,
    "in two forms": lambda _: alternatives(inline("shape", shape()), old("")),
}
"""What is to be drawn whole, each with words that stand for it."""
