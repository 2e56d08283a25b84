"""Templates that carry more than words and looks: one thing each that no reader of a document is to get."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from engine.word.package import DOCUMENT, Package
from tests.material.small_word import as_package, word_file

OFFICIAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_TYPES, _RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_ROOT = f'<w:{{0}} xmlns:w="{_W}"><w:p>{{1}}</w:p></w:{{0}}>'


def template(*body: str, controls: str = "") -> Package:
    """A small template with markup of Word's in a paragraph of its own, and with content controls behind it."""
    package = Package(dict(_plain().parts))
    more = "".join(f"<w:p>{markup}</w:p>" for markup in body) + controls
    package.parts[DOCUMENT] = package.parts[DOCUMENT].replace(b"<w:sectPr", f"{more}<w:sectPr".encode(), 1)
    return package


@cache
def _plain() -> Package:
    return as_package(word_file("# Findings", "Words"))


def add_part(
    package: Package, kind: str, name: str, content: str, data: bytes, rels: str = _RELS, id_: str = "rIdMore"
) -> None:
    """One more part, related and with its content type."""
    folder = rels.partition("_rels/")[0]
    add_relation(package, kind, name.removeprefix(folder), rels, id_)
    package.parts[name] = data
    override = f'<Override PartName="/{name}" ContentType="{content}"/></Types>'
    package.parts[_TYPES] = package.parts[_TYPES].replace(b"</Types>", override.encode())


def add_relation(package: Package, kind: str, target: str, rels: str = _RELS, id_: str = "rIdMore") -> None:
    """One more relation; one that leads outside where its target has the look of an address."""
    mode = ' TargetMode="External"' if ":" in target or target.startswith(("\\", "/")) else ""
    written = f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    package.parts[rels] = package.parts.get(rels, empty).replace(b"</Relationships>", written.encode())


def complex_field(*pieces: str, shown: str = "shown") -> str:
    """A field whose code stands in as many runs as there are pieces; a piece that is markup stands there as it is."""
    runs = "".join(
        piece if piece.startswith("<") else f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in pieces
    )
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{runs}{marks[1]}<w:r><w:t>{shown}</w:t></w:r>{marks[2]}"


def simple_field(code: str, shown: str = "shown") -> str:
    """A field whose code is an attribute."""
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


FORBIDDEN_CODES = (
    *('INCLUDEPICTURE "http://x.example/a.png" \\d', 'INCLUDETEXT "C:/secret.docx"', "LINK Excel.Sheet.12 a b"),
    *("DDEAUTO cmd /c", "DDE cmd /c", 'DATABASE \\d "x"', 'RD "other.docx"', "AUTOTEXT Evil", "EMBED Package"),
    *("MACROBUTTON Evil press", "GOTOBUTTON x press", 'ASK name "Who?"', 'FILLIN "Who?"', "PRINT 27", "ADDIN x"),
    *("USERNAME", "USERINITIALS", "USERADDRESS", "TEMPLATE \\p", "DATE", "TIME", "SAVEDATE", "CREATEDATE", "PRINTDATE"),
    *("MERGEFIELD Council", "NUMWORDS", "SOMETHINGNEW 1"),
    *('HYPERLINK "file:///etc/passwd"', 'HYPERLINK "\\\\\\\\server\\\\share"', 'HYPERLINK "JavaScript:alert(1)"'),
    *("HYPERLINK C:\\\\evil.exe", 'HYPERLINK \\o "a tip" "ms-word:ofe|u|http://x"', 'HYPERLINK \\n "vbscript:x"'),
    *('HYPERLINK "other.docx"', 'HYPERLINK "java&#10;script:alert(1)"', 'HYPERLINK "http:\\\\\\\\server"'),
)
"""Codes of fields, as they stand in XML."""


def forbidden() -> Iterator[tuple[str, Package]]:
    """Each with a name. There is exactly one thing wrong with each."""
    for code in FORBIDDEN_CODES:
        whole = code.replace('"', "&quot;")
        middle = len(code) // 2 if "&#10;" not in code else 4
        yield f"complex {code}", template(complex_field(code))
        yield f"small letters {code}", template(complex_field(" " + code.lower()))
        yield f"in pieces {code}", template(complex_field(code[:middle], code[middle:]))
        yield f"simple {code}", template(simple_field(whole))
    for place in ("header", "footer", "footnotes", "endnotes", "comments", "glossaryDocument"):
        yield f"field in {place}", with_field_in(place, complex_field("INCLUDEPICTURE ", '"http://x.example"'))
    inner = complex_field("QUOTE INCLUDE", shown="INCLUDE")
    yield "name out of another field", template(complex_field(inner, 'PICTURE "http://x.example"'))
    yield "half a name out of another field", template(complex_field("INC", complex_field("QUOTE x"), "LUDETEXT a"))
    yield "address out of another field", template(complex_field('HYPERLINK "', complex_field("QUOTE x"), '"'))
    yield "simple field in a name", template(complex_field("<w:p/>".replace("<w:p/>", simple_field("QUOTE D")), "DE x"))
    yield "a field that never ends", template(complex_field("DDE x y").rpartition("<w:r>")[0])
    yield "a deleted code", template(complex_field("<w:r><w:delInstrText>DDE x y</w:delInstrText></w:r>"))
    yield "a code in plain letters", template(complex_field("<w:r><w:t>DDE x y</w:t></w:r>"))
    yield from _markup()
    yield from _parts()


def with_field_in(kind: str, markup: str) -> Package:
    """A template with a paragraph in another part."""
    package = template()
    name, root, file = kind, kind, f"word/{kind}1.xml"
    if kind == "glossaryDocument":
        name, root, file = "document.glossary", "glossaryDocument", "word/glossary/document.xml"
    elif kind in ("header", "footer"):
        root = {"header": "hdr", "footer": "ftr"}[kind]
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    add_part(package, f"{OFFICIAL}/{kind}", file, content, _ROOT.format(root, markup).encode())
    return package


def _markup() -> Iterator[tuple[str, Package]]:
    for element in ("<w:object/>", "<w:control/>", "<w:subDoc/>"):
        yield element, template(f"<w:r>{element}</w:r>")
    yield "altChunk", template(controls="<w:altChunk/>")
    macro = '<w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="Evil"/></w:ffData></w:fldChar>'
    yield (
        "macro of a form field",
        template(complex_field("FORMTEXT").replace('<w:fldChar w:fldCharType="begin"/>', macro)),
    )
    for attribute in ('src="http://x.example/a.png"', 'src="file:///a"', 'href="file:///a"', 'href="javascript:x"'):
        yield f"drawing {attribute}", template(f"<w:r><w:pict><v:rect {_V} {attribute}/></w:pict></w:r>")
    filled = f'<w:r><w:pict><v:rect {_V}><v:imagedata o:href="http://x.example/a.png"/></v:rect></w:pict></w:r>'
    yield "linked picture of old Word", template(filled)
    yield "picture of old Word", template(f'<w:r><w:pict><v:rect {_V}><v:fill src="\\\\x\\y"/></v:rect></w:pict></w:r>')


def _parts() -> Iterator[tuple[str, Package]]:
    office, word = "application/vnd.ms-office", "application/vnd.ms-word"
    for kind, name, content in (
        (f"{OFFICIAL}/aFChunk", "word/a.html", "text/html"),
        (f"{OFFICIAL}/aFChunk", "word/a.docx", f"{word}.document"),
        (f"{MICROSOFT}/vbaProject", "word/vbaProject.bin", f"{office}.vbaProject"),
        (f"{MICROSOFT}/VBAPROJECT", "word/vbaProject.bin", f"{office}.vbaProject"),
        (f"{OFFICIAL}/image", "word/media/vbaProject.bin", f"{office}.vbaProject"),
        (f"{OFFICIAL}/customXml", "word/a.docm", f"{word}.document.macroEnabled.12"),
        (f"{OFFICIAL}/oleObject", "word/embeddings/a.bin", "application/vnd.openxmlformats-officedocument.oleObject"),
        (f"{OFFICIAL}/package", "word/embeddings/a.docx", f"{word}.document"),
        (f"{OFFICIAL}/control", "word/activeX/a.xml", f"{office}.activeX+xml"),
        (f"{OFFICIAL}/subDocument", "word/a.xml", "application/xml"),
        (f"{OFFICIAL}/video", "word/media/a.mp4", "video/mp4"),
        ("http://schemas.microsoft.com/office/2030/relationships/somethingNew", "word/a.xml", "application/xml"),
        ("http://evil.example/image", "word/media/a.png", "image/png"),
    ):
        package = template()
        add_part(package, kind, name, content, b"<a/>")
        yield f"{kind} {name}", package
    for kind in (
        f"{MICROSOFT}/ui/extensibility",
        "http://schemas.microsoft.com/office/2011/relationships/webextension",
    ):
        package = template()
        add_part(package, kind, "customUI/a.xml", "application/xml", b"<a/>", "_rels/.rels")
        yield kind, package
    for address in (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "\\\\server\\share",
        "JAVA&#9;SCRIPT:x",
        "x:y",
        "/etc",
    ):
        package = template()
        add_relation(package, f"{OFFICIAL}/hyperlink", address)
        yield f"link {address}", package
    for kind in ("image", "oleObject", "subDocument", "frame", "mailMergeSource", "header", "settings", "somethingNew"):
        package = template()
        add_relation(package, f"{OFFICIAL}/{kind}", "https://x.example/a")
        yield f"{kind} from outside", package
    for svg in ('<image href="http://x.example/a.png"/>', "<script/>", '<g onload="x()"/>', '<use href="file:///a"/>'):
        package = template()
        data = f'<svg xmlns="http://www.w3.org/2000/svg">{svg}</svg>'.encode()
        add_part(package, f"{OFFICIAL}/image", "word/media/a.svg", "image/svg+xml", data)
        yield f"drawn picture {svg}", package
