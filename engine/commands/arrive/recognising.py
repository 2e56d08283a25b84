"""What a file is that came, by what is in it: the name that somebody gave it is asked last, and never trusted alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from engine import whole_file
from engine.cache import scratch
from engine.commands.arrive.arrival import Arrival, ArrivalKind, Need
from engine.commands.arrive.came import Came
from engine.commands.arrive.of_checklists import checklist_arrival
from engine.commands.arrive.of_evidence import evidence_arrival
from engine.commands.arrive.of_forms import form_arrival
from engine.commands.arrive.of_others import book_arrival, record_arrival, sheet_arrival
from engine.commands.arrive.replaced import replaced
from engine.commands.arrive.sniffing import called_stem, ending_of, shown_name, stem_of
from engine.commands.arrive.surroundings import Surroundings
from engine.errors import PenholderError, UsageError
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.evidence_files import EVIDENCE_FILES
from engine.plain_words import folded
from engine.signatures.wrapping import refuse_wrapping
from engine.sources.form_signs import BRING_IN, form_signs, is_of_all
from engine.workspace import Workspace

_MAY_BE_WRAPPED = ("", ".csv")
"""What a saved e-mail or an archive looks like by its first bytes."""
_SHEETS = (".pdf", ".png")
_NONE_OF_OURS = (
    "It is no checklist, form, workbook, record or sheet that penholder knows.",
    "If it belongs to the evidence, say so, and name it in evidence.xlsx; or put its words into the form that was sent "
    "out.",
)
_NO_SHEET = (
    "No sheet that was issued was found in it.",
    "If it is one, and you can read the code in its footer: `penholder signoff receive FILE --code CODE`.",
)


def recognise(workspace: Workspace, file: Path, from_: str = "", as_: ArrivalKind | None = None) -> Arrival:
    """What one file is. from_: what a person says of whom it is, as_: of what it is. Raises UsageError for a name of
    no group, no form and not the evidence. A file that cannot be read is one of kind unknown, and says why.
    """
    return Recogniser(workspace).recognise(file, from_, as_)


class Recogniser:
    """Recognises files for one workspace, which is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.around = Surroundings(workspace)

    def recognise(self, file: Path, from_: str = "", as_: ArrivalKind | None = None) -> Arrival:
        """As recognise() does."""
        said = self._meant(from_)
        nothing = Arrival(name=shown_name(file), digest="", kind=ArrivalKind.UNKNOWN, need=Need.AS)
        try:
            data = whole(file, limits.FILE)
            nothing = replace(nothing, digest=hashlib.sha256(data).hexdigest())
            with scratch() as place:
                said = EVIDENCE_FILES if as_ is ArrivalKind.EVIDENCE_FILE else said
                return self._looked_at(_came(place, file, data, said), nothing, as_)
        except RefusedFile as refused:
            return replace(nothing, doubts=refused.reason)
        except PenholderError as fault:
            return replace(nothing, doubts=(fault.message,))

    def recognise_all(self, files: Sequence[Path], as_: ArrivalKind | None = None) -> tuple[Arrival, ...]:
        """What several files are that came together. Of two for one place nobody but a person can say which counts."""
        found = [self.recognise(file, as_=as_) for file in files]
        for number, one in enumerate(found):
            rivals = [
                other.name
                for other in (*found[:number], *found[number + 1 :])
                if one.target and other.target and _place(other) == _place(one)
            ]
            if rivals and not one.is_known:
                names = " and ".join(dict.fromkeys(rivals))
                doubt = f"{names} came with it, for the same place. Take in the one that counts."
                found[number] = replace(one, doubts=(*one.doubts, doubt), need=one.need or Need.ANYWAY)
        return tuple(found)

    def _meant(self, from_: str) -> str:
        """The id of the group or form that a person names. Raises UsageError for a name of none."""
        if not from_:
            return ""
        known = {folded(writing): key for key, name in self.around.names() for writing in (key, name)}
        if folded(from_) not in known:
            raise UsageError(
                f'"{from_}" is no group and no form. There are: {", ".join(dict.fromkeys(known.values()))}.'
            )
        return known[folded(from_)]

    def _looked_at(self, came: Came, nothing: Arrival, as_: ArrivalKind | None) -> Arrival:
        ways: dict[str, tuple[Callable[[Surroundings, Came], Arrival | None], ...]] = {
            ".docx": (form_arrival,),
            ".xlsx": (book_arrival, checklist_arrival),
            ".xls": (checklist_arrival,),
            ".ods": (checklist_arrival,),
            ".csv": (checklist_arrival,),
            ".json": (record_arrival,),
            **dict.fromkeys(_SHEETS, (sheet_arrival,)),
        }
        known = () if came.said == EVIDENCE_FILES else ways.get(came.path.suffix, ())
        found = (way(self.around, came) for way in (*known, evidence_arrival))
        arrival = next((each for each in found if each and as_ in (None, each.kind)), None)
        if arrival is None:
            return replace(nothing, doubts=self._none_of_ours(came))
        return replaced(self.around, came, replace(arrival, name=nothing.name, digest=nothing.digest))

    def _none_of_ours(self, came: Came) -> tuple[str, str]:
        """What there is to say of a file that nothing is known by."""
        if came.path.suffix == ".docx" and is_of_all(form_signs(came.path), self.around.framework):
            return BRING_IN
        return _NO_SHEET if came.path.suffix in _SHEETS else _NONE_OF_OURS


def _place(arrival: Arrival) -> tuple[ArrivalKind, str]:
    """For what it is: one file for each group, form and sheet; of the evidence, as many as have names of their own."""
    return arrival.kind, arrival.target if arrival.kind is ArrivalKind.EVIDENCE_FILE else arrival.about


def _came(place: Path, file: Path, data: bytes, said: str) -> Came:
    """The file under a name of ours, with the ending that its bytes have. Raises RefusedFile."""
    first = place / "came"
    whole_file.replace(first, data)
    ending = ending_of(first, data)
    if ending in _MAY_BE_WRAPPED:
        refuse_wrapping(data)
    path = place / f"{stem_of(file)}{ending}"
    whole_file.put_in_place(first, path)
    digest = hashlib.sha256(data).hexdigest()
    name = stem_of(file)
    return Came(
        path=path,
        data=data,
        digest=digest,
        name=name,
        called=file.suffix.casefold(),
        is_renamed=name != called_stem(file),
        said=said,
    )
