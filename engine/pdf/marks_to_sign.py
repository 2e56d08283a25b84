"""What stands at a place to sign where there are no fields: the text tag of a signing service, or a line for ink.

Both are drawn as decoration (ISO 32000-1, 14.8.2.2). The figure of the place says in words what belongs there; a tag is
a word to a machine, and nobody wants to hear it read out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pikepdf import Dictionary, Pdf

from engine.fonts.files import FIELD_ENCODING
from engine.model.placed_field import Corners
from engine.model.signing import Profile
from engine.pdf.letters import RESOURCE, embed_letters
from engine.pdf.places_to_sign import FoundPlace
from engine.word.signing_profiles import text_tag

_TAG_SIZE = 4
"""Points: as small as services advise, so that the longest tag stands on one line in the narrowest cell."""
_INK = "0.35 G 0.6 w"
_WHITE = "1 g"


def draw_marks(pdf: Pdf, places: Sequence[FoundPlace], profile: Profile, signers: Mapping[str, int]) -> None:
    """A white text tag or a line at each place, by the way the council signs. signers: their numbers by key."""
    is_tagged = profile is not Profile.PRINT
    letters = embed_letters(pdf) if is_tagged else None
    for number, page in {found.number: found.page for found in places}.items():
        here = [found for found in places if found.number == number]
        if is_tagged:
            drawn = [_tag(found.corners, text_tag(profile, found.place, signers[found.place.key])) for found in here]
            if "/Font" not in page.Resources:
                page.Resources.Font = Dictionary()
            page.Resources.Font[str(RESOURCE)] = letters
        else:
            drawn = [_line(found.corners) for found in here]
        page.contents_add(b"".join(drawn))


def _tag(corners: Corners, tag: str) -> bytes:
    """Text in one piece, at the top left of its place, where services put the corner of their field."""
    left, top = corners[0], corners[3] - _TAG_SIZE
    letters = tag.encode(FIELD_ENCODING).hex()
    return (
        f"/Artifact BMC q BT {RESOURCE} {_TAG_SIZE} Tf {_WHITE} {left:.3f} {top:.3f} Td <{letters}> Tj ET Q EMC\n"
    ).encode()


def _line(corners: Corners) -> bytes:
    left, bottom, right, _ = corners
    return f"/Artifact BMC q {_INK} {left:.3f} {bottom:.3f} m {right:.3f} {bottom:.3f} l S Q EMC\n".encode()
