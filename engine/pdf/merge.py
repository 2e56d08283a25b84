"""Tagged PDFs merged into one: pages with all they carry, and the structure that tells what their parts are.

Merging by any tool at hand drops the tags of all files but the first.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, NumberTree, Object, Page, Pdf


class Merging:
    """A tagged file, into which others are taken behind its own pages."""

    def __init__(self, into: Pdf) -> None:
        self.into = into
        self.parents = NumberTree(into.Root.StructTreeRoot.ParentTree)
        self._next = max(self.parents.keys(), default=-1) + 1

    def take(self, source: Pdf) -> tuple[list[Page], Object]:
        """The pages of another file as they are in this one, and the root of its structure, which is nobody's yet.

        Numbers by which pages and annotations are found in the structure are moved beyond those that are taken.
        """
        start, offset = len(self.into.pages), self._next
        for page in source.pages:
            self.into.pages.append(page)
        pages = list(self.into.pages)[start:]
        for page in pages:
            _move(page.obj, "/StructParents", offset)
            for annotation in page.get("/Annots", Array()):
                _move(annotation, "/StructParent", offset)
        root = self.into.copy_foreign(source.Root.StructTreeRoot)
        for number, owners in NumberTree(root.ParentTree).items():
            self.parents[number + offset] = owners
            self._next = max(self._next, number + offset + 1)
        own = self.into.Root.StructTreeRoot
        own.ParentTreeNextKey = self._next
        own.RoleMap = Dictionary({**own.get("/RoleMap", Dictionary()), **root.get("/RoleMap", Dictionary())})
        return pages, root


def _move(holder: Object, key: str, offset: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + offset
