"""Tags as they are typed into a paragraph, read as docxtpl reads them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

BLOCKS = {"for": "endfor", "if": "endif", "with": "endwith"}
"""Words that open a block, with the word that closes it."""
_CLOSERS = {closer: opener for opener, closer in BLOCKS.items()}
BRANCHES = ("else", "elif")
CELL_WORDS = ("vm", "hm", "cellbg", "colspan")
"""docxtpl's own statements, which change the cell they stand in."""
CELLS_OF_A_LOOP = CELL_WORDS[:2]
KNOWN_WORDS = (*BLOCKS, *_CLOSERS, *BRANCHES, "set", *CELL_WORDS)
REFUSED_WORDS = (
    *("autoescape", "block", "call", "debug", "do", "extends", "filter", "from", "import", "include", "macro", "raw"),
    *("trans", "pluralize", "endautoescape", "endblock", "endcall", "endfilter", "endmacro", "endraw", "endtrans"),
    *("endset", "break", "continue"),
)
"""Words of Jinja that could run, fetch or unescape something, or that nothing here needs."""

_OPENING = re.compile(r"\{\{|\{%|\{#")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRAY = re.compile(r"\}\}|%\}|#\}")
_PREFIX = re.compile(r"(p|tr|tc|r) ")
_SLIPPED = re.compile(r"(?i:\s*+(?:[-+]\s*+)?(p|tr|tc|r)[-+]?[\s\u00a0]++)(?=[A-Za-z_])")
_WORD = re.compile(r"[-+]?\s*((?i:end\s+(?:for|if|with))\b|[^\W\d]\w*)")
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
FOREIGN = re.compile(
    r"\{\{[^{}]*_es_:[^{}]*\}\}"  # Adobe Acrobat Sign, BoldSign
    r"|\{\{\s*[a-z]+:[^{};]*;[^{}]*\}\}"  # signNow
    r"|\[(?:sig|sigreq|initial|date|text|check)\|(?:req|noreq|opt)\|signer\d[^\]]*\]"  # Dropbox Sign
    r"|\{signature:signer\d[^}]*\}"  # Signable
    r"|\\[sdn]\d\\|/(?:sn|ds|sig)\d+/"  # DocuSign anchors
)
"""Text tags of signing services, which read them off the finished PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A tag in a text. start and end: where it stands in it.

    opening: the brackets it opens with. prefix: p, tr, tc, r or nothing, as it was meant; is_slipped where docxtpl
    would not see it. inside: what follows, with straight quotes. word: the statement's first word in small letters, as
    it was meant; of a {{ tag empty. said: the same as typed. is_closed: its closing brackets are there.
    """

    start: int
    end: int
    text: str
    opening: str
    prefix: str
    is_slipped: bool
    inside: str
    word: str
    said: str
    is_closed: bool = True

    @property
    def is_statement(self) -> bool:
        return self.opening == "{%"

    @property
    def is_remark(self) -> bool:
        """Whether it is for whoever edits the template, and printed nowhere."""
        return self.opening == "{#" and self.is_closed

    @property
    def rest(self) -> str:
        """What follows a statement's word."""
        return self.inside.partition(self.said)[2].strip(" -+") if self.said else ""


@dataclass(frozen=True, slots=True)
class Stray:
    """Closing brackets that close nothing."""

    start: int
    end: int
    text: str


def read_tags(text: str) -> Iterator[Typed | Stray]:
    """The tags of a paragraph and its stray brackets, in order. Tags of signing services are no tags here."""
    masked = FOREIGN.sub(lambda match: "\0" * len(match[0]), text)
    at = 0
    while opening := _OPENING.search(masked, at):
        yield from _strays(masked, at, opening.start())
        closing = masked.find(_CLOSING[opening[0]], opening.end())
        following = _OPENING.search(masked, opening.end())
        if closing < 0 or (opening[0] != "{#" and following and following.start() < closing):
            at = following.start() if following else len(masked)
            yield _typed(masked, opening.start(), at, opening[0], is_closed=False)
        else:
            at = closing + 2
            yield _typed(masked, opening.start(), at, opening[0], is_closed=True)
    yield from _strays(masked, at, len(masked))


def _strays(text: str, start: int, end: int) -> Iterator[Stray]:
    for match in _STRAY.finditer(text, start, end):
        yield Stray(match.start(), match.end(), match[0])


def _typed(text: str, start: int, end: int, opening: str, is_closed: bool) -> Typed:
    inside = text[start + 2 : end - 2 if is_closed else end]
    prefix, is_slipped, rest = _without_prefix(inside, opening)
    rest = rest.translate(STRAIGHT)
    word, said = _word_of(rest) if opening == "{%" else ("", "")
    return Typed(
        start=start,
        end=end,
        text=text[start:end].rstrip(),
        opening=opening,
        prefix=prefix,
        is_slipped=is_slipped,
        inside=rest,
        word=word,
        said=said,
        is_closed=is_closed,
    )


def _without_prefix(inside: str, opening: str) -> tuple[str, bool, str]:
    """(prefix, whether docxtpl would miss it, what follows)."""
    right = _PREFIX.match(inside)
    if right:
        return right[1], False, inside[right.end() :]
    slipped = _SLIPPED.match(inside)
    if slipped and (opening == "{{" or meant_word(_WORD.match(inside[slipped.end() :]))):
        return slipped[1].lower(), True, inside[slipped.end() :]
    return "", False, inside


def _word_of(inside: str) -> tuple[str, str]:
    match = _WORD.match(inside)
    return (meant_word(match) or match[1].lower(), match[1]) if match else ("", "")


def meant_word(match: re.Match[str] | None) -> str:
    """The statement word that was meant, whatever its capitals or a slip of a letter or two; empty where none was."""
    if match is None:
        return ""
    said = "".join(match[1].lower().split())
    if said in KNOWN_WORDS or said in REFUSED_WORDS:
        return said
    near = difflib.get_close_matches(said, KNOWN_WORDS, 1, 0.7)
    return near[0] if near else ""


def closes(word: str) -> str:
    """The word a closing word closes: "for" of "endfor"; empty where it closes nothing."""
    return _CLOSERS.get(word, "")
