"""What the parts of a document lead to: pictures and addresses, each related once.

python-docx looks through all relations of a part, and hashes all pictures of a document, for every one it adds: with
ten times the rows that takes a hundred times as long.
"""

from __future__ import annotations

import re
from itertools import count

from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.image import ImagePart

_NUMBERED = re.compile(r"rId\d+").fullmatch


class Relations:
    """The relations that one document gets while it is made, beside those of its template."""

    def __init__(self) -> None:
        self.known: dict[tuple[Part, str | bytes], str] = {}
        self.next_ids: dict[Part, int] = {}
        self.pictures: dict[bytes, ImagePart] = {}
        self.drawings: dict[bytes, Part] = {}
        self.taken: set[str] = set()

    def to_address(self, part: Part, address: str) -> str:
        """The id of a part's relation to an address outside the file."""
        if (part, address) not in self.known:
            self.known[part, address] = self._add(part, RELATIONSHIP_TYPE.HYPERLINK, address, is_external=True)
        return self.known[part, address]

    def to_picture(self, part: Part, data: bytes) -> str:
        """The id of a part's relation to a picture, which is stored once however often it is shown."""
        if (part, data) not in self.known:
            self.known[part, data] = self._add(part, RELATIONSHIP_TYPE.IMAGE, self._picture(part, data))
        return self.known[part, data]

    def to_drawing(self, part: Part, svg: bytes) -> str:
        """The id of a part's relation to a drawing in lines, stored once as well."""
        if (part, svg) not in self.known:
            if svg not in self.drawings:
                name = PackURI(f"/word/media/drawing{len(self.drawings) + 1}.svg")
                self.drawings[svg] = Part(name, "image/svg+xml", svg, part.package)
            self.known[part, svg] = self._add(part, RELATIONSHIP_TYPE.IMAGE, self.drawings[svg])
        return self.known[part, svg]

    def _add(self, part: Part, kind: str, target: str | Part, is_external: bool = False) -> str:
        number = self.next_ids.get(part) or 1 + max((int(i[3:]) for i in part.rels if _NUMBERED(i)), default=0)
        self.next_ids[part] = number + 1
        part.load_rel(kind, target, f"rId{number}", is_external)
        return f"rId{number}"

    def _picture(self, part: Part, data: bytes) -> ImagePart:
        if data not in self.pictures:
            if not self.pictures:
                self.taken = {str(each.partname) for each in part.package.iter_parts()}
            image = Image.from_blob(data)
            names = (f"/word/media/picture{number}.{image.ext}" for number in count(len(self.pictures) + 1))
            name = next(name for name in names if name not in self.taken)
            self.taken.add(name)
            self.pictures[data] = ImagePart.from_image(image, PackURI(name))
        return self.pictures[data]
