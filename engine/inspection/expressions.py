"""Every expression of a template, read one by one, so that a fault in one hides no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from engine.inspection.blocks import TagBlock, pair
from engine.inspection.meaning import Interpreter, Meaning, Slip, inside, told
from engine.inspection.remarks import Fault, Remark, on_tag
from engine.inspection.shapes import LOOP, Shape, ShapeKind
from engine.inspection.tags import BRANCHES, CELL_WORDS, CELLS_OF_A_LOOP, KNOWN_WORDS, REFUSED_WORDS, STRAIGHT, closes
from engine.inspection.template_walk import Tag, TemplatePart, TemplateWalk
from engine.templates.environment import TemplateEnvironment

_AUTOCORRECTED = {
    "„": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
    "‚": "'",
    "‹": "'",
    "›": "'",
    "–": "-",
    "—": "-",
    "\u2212": "-",
    "…": "...",
    "\u200b": "",
    "\u00ad": "",
    "\ufeff": "",
}
_NAMES = {"–": "a dash", "—": "a dash", "\u2212": "a minus sign", "…": "an ellipsis"}
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_WRAPPERS = {
    "for": "{{% {0} %}}{{% endfor %}}",
    "if": "{{% {0} %}}{{% endif %}}",
    "with": "{{% {0} %}}{{% endwith %}}",
    "elif": "{{% if 1 %}}{{% {0} %}}{{% endif %}}",
    "set": "{{% {0} %}}",
}
_WANTED = {ShapeKind.INLINE: "r", ShapeKind.BLOCK: "p"}


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A tag that was read: what it prints or repeats, the fields it names, and what is wrong with it."""

    tag: Tag
    slips: tuple[Slip, ...]
    meaning: Meaning | None = None
    paths: tuple[str, ...] = ()


class ExpressionReading:
    """The expressions of one part. known: what its template may name; None where any name will do."""

    def __init__(self, part: TemplatePart, known: Shape | None) -> None:
        self.part = part
        self.known = known
        self.environment = TemplateEnvironment()
        self.blocks = pair(part)[0]
        self._bound: dict[TagBlock, Mapping[str, Meaning]] = {}

    @cached_property
    def tags(self) -> tuple[Read, ...]:
        """Every tag but comments, read."""
        return tuple(self._safely(tag) for tag in self.part.tags if tag.typed.opening != "{#" and tag.typed.is_closed)

    @cached_property
    def _elsewhere(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for block in self.blocks:
            for name in self._bound_by(block):
                names.setdefault(name, block.opener.typed.text)
        return names

    @cached_property
    def _set(self) -> Mapping[str, Meaning]:
        """Names that {% set %} gives: what they are is not followed."""
        names = [tag.typed.rest.partition("=")[0].strip() for tag in self.part.tags if tag.typed.word == "set"]
        return {name: Meaning(Shape(ShapeKind.ANY)) for name in names}

    def around(self, tag: Tag) -> list[TagBlock]:
        """The blocks a tag stands in, from the outermost; one that is never closed goes on to the end."""
        return [
            block
            for block in self.blocks
            if block.opener.at < tag.at and (block.closer is None or tag.at < block.closer.at)
        ]

    def _safely(self, tag: Tag) -> Read:
        """A tag made to be too much for any reader, such as a thousand brackets, is refused like one that runs."""
        try:
            return self._read(tag)
        except (RecursionError, ValueError):  # Python reads no number of more than 4,300 digits
            return Read(tag, (Slip("W-31", "This tag is too long and too deep to be read.", "Take it out."),))

    def _read(self, tag: Tag) -> Read:
        typed = tag.typed
        if slip := _statement_slip(tag):
            return Read(tag, (slip,))
        if typed.is_statement and (typed.word in CELLS_OF_A_LOOP or typed.word == "else" or closes(typed.word)):
            return Read(tag, told((*_capitals(tag), *_alone(tag)), tag.typed.text))
        tree, slips = self._parsed(tag)
        slips = (*_capitals(tag), *slips)
        if tree is None:
            return Read(tag, told(slips, tag.typed.text))
        reader = Interpreter(self.environment, tag.typed.text, self._scope(tag), self._elsewhere if self.known else {})
        meaning = reader.meaning(_expression(tree))
        for loop in tree.find_all(nodes.For):
            if loop.test is not None:
                bound = dict(reader.scope or {}) | self._targets(loop, meaning)
                inner = Interpreter(self.environment, tag.typed.text, bound if self.known else None, {})
                inner.meaning(loop.test)
                reader.slips += inner.slips
                reader.paths += inner.paths
                reader.is_sure = reader.is_sure and inner.is_sure
        slips = told((*slips, *reader.slips), tag.typed.text, reader.is_sure)
        return Read(tag, slips, meaning, tuple(reader.paths))

    def _scope(self, tag: Tag) -> Mapping[str, Meaning] | None:
        if self.known is None:
            return None
        scope = {name: Meaning(shape, name) for name, shape in self.known.fields.items()} | dict(self._set)
        for block in self.around(tag):
            scope |= self._bound_by(block)
        return scope

    def _bound_by(self, block: TagBlock) -> Mapping[str, Meaning]:
        """The names a loop gives to what is inside it."""
        if block in self._bound:
            return self._bound[block]
        self._bound[block] = {}
        with suppress(RecursionError, ValueError):  # told of the tag itself
            self._bound[block] = self._bound_now(block)
        return self._bound[block]

    def _bound_now(self, block: TagBlock) -> Mapping[str, Meaning]:
        tree, _ = self._parsed(block.opener)
        loop = tree.find(nodes.For) if tree is not None else None
        if loop is not None:
            reader = Interpreter(self.environment, block.opener.typed.text, self._scope(block.opener), {})
            return self._targets(loop, reader.meaning(loop.iter)) | {"loop": Meaning(LOOP, "loop")}
        if tree is not None and (given := tree.find(nodes.With)):
            return {t.name: Meaning(Shape(ShapeKind.ANY)) for t in given.targets if isinstance(t, nodes.Name)}
        return {}

    def _targets(self, loop: nodes.For, meaning: Meaning) -> dict[str, Meaning]:
        if isinstance(loop.target, nodes.Name):
            return {loop.target.name: inside(meaning)}
        return {name.name: Meaning(Shape(ShapeKind.ANY)) for name in loop.target.find_all(nodes.Name)}

    def _parsed(self, tag: Tag) -> tuple[nodes.Template | None, tuple[Slip, ...]]:
        """The tag as Jinja's tree; with AutoCorrect's signs put right, where it can be read without them only."""
        source = _source(tag)
        try:
            tree = self.environment.parse(source)
        except TemplateSyntaxError as fault:
            right = "".join(_AUTOCORRECTED.get(letter, letter) for letter in source)
            if right == source:
                return None, (_unreadable(tag, fault),)
            try:
                return self.environment.parse(right), (_autocorrect(tag),)
            except TemplateSyntaxError:
                return None, (_autocorrect(tag),)
        outside = _LITERAL.sub("", tag.typed.inside)
        if any(sign in outside for sign in _AUTOCORRECTED):
            return tree, (_autocorrect(tag),)
        return tree, ()


def read_tags_of(page: TemplateWalk, known: Shape | None) -> tuple[ExpressionReading, ...]:
    """The expressions of every part."""
    return tuple(ExpressionReading(part, known) for part in page.parts)


def expressions(page: TemplateWalk, readings: tuple[ExpressionReading, ...]) -> Iterator[Remark]:
    """W-21 to W-25, W-28, W-31: whatever is wrong inside a tag; W-33: one of the wrong kind for what it prints."""
    for reading in readings:
        for read in reading.tags:
            for slip in dict.fromkeys((*read.slips, *_wrong_kind(read))):
                yield on_tag(page, read.tag, Fault(slip.code, slip.message, fix=slip.fix))


def _statement_slip(tag: Tag) -> Slip | None:
    typed = tag.typed
    if not typed.is_statement:
        return None
    if typed.word in REFUSED_WORDS:
        fix = "Take it out: templates read values, and repeat or leave out parts."
        return Slip("W-31", f'A template cannot use "{typed.word}".', fix)
    if typed.word not in KNOWN_WORDS:
        message = f'"{typed.said or typed.inside.strip()}" is no word of the tag language.'
        return Slip("W-28", message, "Use for, if, elif, else, set, and their endings endfor and endif.")
    if typed.said.lower() != typed.word:
        message = f'"{typed.said}" is no word of the tag language. Did you mean "{typed.word}"?'
        return Slip("W-28", message, f'Write "{typed.word}".')
    return None


def _capitals(tag: Tag) -> tuple[Slip, ...]:
    typed = tag.typed
    if typed.said != typed.word and typed.said.lower() == typed.word:
        message = f'Word has put a capital into "{typed.said}".'
        fix = f'Write "{typed.word}" in place of "{typed.said}".'
        return (Slip("W-24", message, fix, lambda text: text.replace(typed.said, typed.word, 1)),)
    return ()


def _alone(tag: Tag) -> Iterator[Slip]:
    """What is wrong with a word that stands alone, such as endif, and does not."""
    if any(sign in tag.typed.rest for sign in _AUTOCORRECTED):
        yield _autocorrect(tag)
    elif tag.typed.rest and not tag.typed.word.startswith("end"):
        right = f"{{%{tag.typed.prefix} {tag.typed.word} %}}"
        yield Slip("W-28", f'Nothing may follow "{tag.typed.word}".', f"Write {right}", lambda _: right)


def _source(tag: Tag) -> str:
    """The tag as a whole little template of its own."""
    typed = tag.typed
    inside_ = typed.inside.strip().strip("-+").strip()
    if not typed.is_statement:
        return f"{{{{ {inside_} }}}}"
    if typed.word in CELL_WORDS:
        return f"{{{{ {typed.rest} }}}}"
    words = inside_.replace(typed.said, typed.word, 1)
    return _WRAPPERS[typed.word].format(words)


def _expression(tree: nodes.Template) -> nodes.Node:
    """The node that says what is printed, tested or repeated."""
    loop = tree.find(nodes.For)
    if loop is not None:
        return loop.iter
    choices = list(tree.find_all(nodes.If))
    if choices:
        return choices[-1].test
    found = tree.find(nodes.Assign) or tree.find(nodes.Output)
    if isinstance(found, nodes.Assign):
        return found.node
    if isinstance(found, nodes.Output) and len(found.nodes) == 1:
        return found.nodes[0]
    return found or tree


def _unreadable(tag: Tag, fault: TemplateSyntaxError) -> Slip:
    if tag.typed.is_statement and tag.typed.word in BRANCHES[1:]:
        return Slip("W-28", "This condition cannot be read.", "Write it as {% elif field %}.")
    example = {"for": "{% for line in lines %}", "if": "{% if field %}"}.get(tag.typed.word, "{{ group.field }}")
    message = f"This tag cannot be read ({(fault.message or 'no reason given').rstrip('.')})."
    return Slip("W-28", message, f"Write it in the manner of {example}, letters and dots only.")


def _autocorrect(tag: Tag) -> Slip:
    outside = _LITERAL.sub("", tag.typed.inside)
    found = next((sign for sign in outside if sign in _AUTOCORRECTED), "")
    if not found:
        found = next(sign for sign in tag.typed.inside if sign in _AUTOCORRECTED)
    name = _NAMES.get(found, f"the quotation mark {found}" if found.isprintable() else "an invisible sign")
    return Slip("W-25", f"Word has put {name} into the tag.", "Type it anew, with plain signs.", _with_plain_signs)


def _with_plain_signs(typed: str) -> str:
    return "".join(_AUTOCORRECTED.get(letter, letter) for letter in typed.translate(STRAIGHT))


def _wrong_kind(read: Read) -> Iterator[Slip]:
    if read.meaning is None or read.slips or read.meaning.is_guess or read.tag.attribute:
        return
    if read.meaning.shape.kind is ShapeKind.ANY:
        return
    typed, kind, path = read.tag.typed, read.meaning.shape.kind, read.meaning.path.replace("[]", "")
    if typed.word == "for" and kind is not ShapeKind.LIST:
        yield Slip("W-33", f"{path or 'This'} is a {kind}, not a list: there is nothing to repeat.", "Name a list.")
    if typed.is_statement:
        return
    if kind in (ShapeKind.LIST, ShapeKind.RECORD):
        fix = "Repeat its items with for." if kind is ShapeKind.LIST else f"Name one of its fields: {_some(read)}."
        yield Slip("W-33", f"{path} is a {kind}, and cannot be printed as it is.", fix)
    elif _WANTED.get(kind, "") != (typed.prefix if typed.prefix in ("r", "p") else "") and not typed.is_slipped:
        right = f"{{{{{_WANTED.get(kind, '')} {typed.inside.strip()} }}}}"
        yield Slip("W-33", f"{path or 'This'} is {kind}, which this tag cannot print.", f"Write {right}")


def _some(read: Read) -> str:
    fields = read.meaning.shape.fields if read.meaning else {}
    return ", ".join(list(fields)[:4])
