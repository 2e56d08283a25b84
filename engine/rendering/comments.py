"""Word's comments: notes of whoever edits a template, which no reader of the report is to get."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from engine.findings import Finding, warning
from engine.templates.places import Tell
from engine.word.names import W_R, qn
from engine.word.package import Package
from engine.word.text import take_out

COMMENT_LEFT_OUT = "The template holds a Word comment; it was left out of the document."
DELETE_COMMENT = "Delete the comment when it is dealt with."
_RANGES = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
_REFERENCE = qn("w:commentReference")
_KINDS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")


def without_comments(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    """Take what leads to a comment out of a part; the words it stands at stay."""
    for reference in list(root.iter(_REFERENCE)):
        yield warning("W-53", tell(reference), COMMENT_LEFT_OUT, DELETE_COMMENT)
        run = next(reference.iterancestors(W_R), None)
        take_out(run if run is not None and all(child.tag in (_REFERENCE, qn("w:rPr")) for child in run) else reference)


def without_marks_of_comments(root: etree._Element) -> bool:
    """Take out where comments begin and end, which is worth no word. Whether any was taken out."""
    marks = list(root.iter(*_RANGES))
    for mark in marks:
        take_out(mark)
    return bool(marks)


def drop_comments(package: Package) -> None:
    """Take the parts that hold comments out of a file: what is not shown is not delivered either."""
    for rels in [name for name in package.parts if name.endswith(".rels")]:
        root = package.tree(rels)
        folder = posixpath.dirname(posixpath.dirname(rels))
        for relation in list(root):
            if str(relation.get("Type")).rpartition("/")[2] in _KINDS and relation.get("TargetMode") != "External":
                root.remove(relation)
                package.put(rels, root)
                part = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target")))).lstrip("/")
                _drop(package, part)


def _drop(package: Package, part: str) -> None:
    package.parts.pop(part, None)
    package.parts.pop(f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels", None)
    types = package.xml("[Content_Types].xml")
    for override in [e for e in types if e.get("PartName") == f"/{part}"]:
        types.remove(override)
    package.put("[Content_Types].xml", types)
