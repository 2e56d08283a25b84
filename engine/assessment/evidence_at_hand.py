"""Which file in inputs/evidence/ is which document's: by what it is called, and never by a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine.assessment.look_alikes import looks
from engine.assessment.named_files import NamedFiles, begun_with, named_files
from engine.findings import Finding, info, warning
from engine.model.evidence import Document, by_number
from engine.model.evidence_files import FileAtHand, FilesAtHand, MatchedFiles
from engine.plain_words import close_by_margin, folded

_ALIKE, _MARGIN = 0.85, 0.05
"""How alike a name and a title are, of 1, so that one may be meant; and how much more alike than others are."""
_PUT = "Put the reference of its document before its name, such as {ref}."


def matched_files(documents: Sequence[Document], at_hand: FilesAtHand) -> MatchedFiles:
    """The files of each document: those whose names begin with its reference, those that its row names under Where to
    look, and those that are called as its title.

    N-08 a file that is no document's. N-10 a file that a row names and that is not there. N-11 what could be one of
    several, or looks like another name. Nothing is said of rows where no file lies in the folder.
    """
    files = at_hand.files
    named = {document.ref: named_files(document, files) for document in documents} if files else {}
    found: dict[str, dict[FileAtHand, None]] = defaultdict(dict)
    findings = list(at_hand.findings)
    titles = _Titles(documents)
    for file in files:
        begun = titles.begun(file)
        refs = ({begun} if begun else set()) | {ref for ref, of_row in named.items() if file in of_row.files}
        refs = refs or titles.called(file)
        if len(refs) == 1 or _are_all_named(refs, begun, file, named):
            for ref in refs:
                found[ref][file] = None
        else:
            is_asked = any(file in of_row.candidates for of_row in named.values())
            findings += [] if is_asked else [titles.doubt(file, refs)]
    for document in documents:
        findings += _of_row(document, named[document.ref]) if document.ref in named else ()
    return MatchedFiles({ref: tuple(of_it) for ref, of_it in found.items()}, files, tuple(findings))


def _are_all_named(refs: set[str], begun: str, file: FileAtHand, named: dict[str, NamedFiles]) -> bool:
    """Whether people have said of each of several documents that it is in this file."""
    return bool(refs) and all(ref == begun or file in named[ref].files for ref in refs)


class _Titles:
    """How documents are called, to tell which one a file's name means."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.ref: document for document in documents}
        self._refs = {begun_with(ref): ref for ref in self._documents}
        self._kinds = {ref.partition("-")[0] for ref in self._refs}
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._looks: dict[str, set[str]] = defaultdict(set)
        for document in documents:
            if document.title:
                self._titles[folded(document.title)].add(document.ref)
                self._looks[looks(folded(document.title))].add(document.ref)

    def begun(self, file: FileAtHand) -> str:
        """The reference with which its name begins, as the library writes it; empty where the library has none."""
        return self._refs.get(begun_with(file.path.stem), "")

    def called(self, file: FileAtHand) -> set[str]:
        """The documents whose title it is called."""
        words = folded(file.path.stem)
        return set(self._titles[words]) if words in self._titles else set()

    def doubt(self, file: FileAtHand, refs: set[str]) -> Finding:
        """What there is to say of a file that is no document's for sure."""
        stem = file.path.stem
        if refs:
            named = sorted(refs, key=by_number)
            message = f"{_listed(named)} have the title that this file is called, so it was given to none of them."
            return warning("N-11", file.place, message, _PUT.format(ref=named[0]))
        begun = begun_with(stem)
        if begun and begun.partition("-")[0] in self._kinds:
            message = f"Its name begins as {begun} would, and the library has no document of that reference."
            return warning("N-11", file.place, message, "Correct its name, or add a row for it to evidence.xlsx.")
        if near := self._near(stem):
            message = f"Its name looks like the title of {near}, {self._documents[near].title}, and is not the same."
            return warning(
                "N-11", file.place, message, f"If it is that document, {_PUT[0].lower()}{_PUT[1:]}".format(ref=near)
            )
        message = (
            "No document of the library is this file: its name begins with no reference and is no title, and no row "
            "names it under Where to look."
        )
        fix = "Put the reference of its document before its name, such as D-014; or add a row for it."
        return info("N-08", file.place, message, fix)

    def _near(self, stem: str) -> str:
        words = folded(stem)
        alike = self._looks.get(looks(words), set())
        if not alike:
            near = close_by_margin(words, list(self._titles), _ALIKE, _MARGIN)
            alike = self._titles[near] if near else set()
        return min(alike, default="")


def _of_row(document: Document, named: NamedFiles) -> Iterator[Finding]:
    about = f"Where to look of {document.ref}, {document.title},"
    for words, files in named.doubtful.items():
        names = _listed([file.name for file in files])
        message = f'{about} says "{words}", which may mean {names}, and nobody can tell. None was taken for it.'
        fix = "Write the name as the file has it, with its folder, in quotation marks; or begin the file's name with "
        yield warning("N-11", document.place, message, f"{fix}{document.ref}.", document.ref, document.ref)
    for words, near in named.missing.items():
        tell = info if document.link else warning
        message = f'{about} names "{words}", and no file of that name lies in inputs/evidence/.'
        fix = f"Is it {near}? Correct the one or the other." if near else "Put it there, or correct its name."
        yield tell("N-10", document.place, message, fix, document.ref, document.ref)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
