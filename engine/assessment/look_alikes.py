"""Names that look alike and differ: of people and groups, with letters of other alphabets in them, or twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from engine.findings import Finding, warning
from engine.model.assessment import SelfAssessment
from engine.model.roles import FieldRole
from engine.model.walk import Held, walk
from engine.plain_words import is_same_name

_LIKE_LATIN = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0430"
    "\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0445\u0443\u0501\u04bb\u0391\u0392\u0395\u0396\u0397"
    "\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b9\u03bd\u03bf\u03c1\u03c5\u03c7"
    "\u0131",
    "ABESIJKMHOPCTXYaesijopcxydhABEZHIKMNOPTYXaivopuxi",
)
"""Letters of the Cyrillic and Greek alphabets that look like one from A to Z."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def look_alike_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """I-53 for each name with two alphabets in a word, and for each two that look the same and are not."""
    seen: dict[str, Held] = {}
    for held in walk(assessment, {FieldRole.NAME, FieldRole.TITLE}):
        name = held.text
        if mixed := next((word for word in _WORD.findall(name) if len(alphabets(word)) > 1), ""):
            message = f'"{name}": "{mixed}" has letters of two alphabets, of which some only look like others.'
            yield warning("I-53", held.place, message, "Type the name anew.", held.about)
            continue
        other = seen.setdefault(looks(name), held)
        if other.text != name and not is_same_name(other.text, name):
            message = f'"{name}" looks like "{other.text}" ({other.place}), and is another name.'
            yield warning("I-53", held.place, message, "Type one of them anew if they are the same.", held.about)


def looks(name: str) -> str:
    """What a name looks like: two of which this is the same, nobody tells apart."""
    plain = unicodedata.normalize("NFKC", name).translate(_LIKE_LATIN)
    return " ".join(plain.casefold().translate(str.maketrans("l1|0", "iiio")).split())


def alphabets(word: str) -> frozenset[str]:
    """The alphabets of a word, of those that look alike."""
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in unicodedata.normalize("NFKC", word))
    return frozenset(name for name in names if name in _ALPHABETS)
