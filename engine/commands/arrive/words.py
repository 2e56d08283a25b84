"""What came, in words: the same for every front door."""

from __future__ import annotations

from collections.abc import Iterator

from engine.commands.arrive.accepting import Accepted
from engine.commands.arrive.arrival import Arrival, ArrivalKind, Need
from engine.commands.signoff.words import returned_lines
from engine.doors import EARLIER, PutThrough

_ASK = {
    Need.FROM: "Name it: penholder arrive FILE --from GROUP or FORM",
    Need.ANYWAY: "If it is wanted all the same: penholder arrive FILE --anyway",
}


def arrival_lines(arrival: Arrival) -> Iterator[str]:
    """What a file is, from whom, where it goes, what it replaces, and what is in doubt."""
    about = [arrival.who] if arrival.who else []
    said = [arrival.said.rstrip(".")] if arrival.said else []
    what = "not recognised" if arrival.kind is ArrivalKind.UNKNOWN else arrival.kind.value
    yield f"{arrival.name}: {', '.join([what, *about, *said])}"
    if arrival.is_known:
        yield f"    It is {arrival.replaces[0].file}, byte for byte: nothing to do."
        return
    others = " and ".join(one.file for one in arrival.replaces if one.file != arrival.target)
    if arrival.target:
        takes = "takes the place of" if any(one.file == arrival.target for one in arrival.replaces) else "goes to"
        yield f"    {takes} {arrival.target}" + (f", and {others} goes" if others else "")
    yield from (f"    {doubt}" for doubt in arrival.doubts)
    if arrival.need in _ASK:
        yield f"    {_ASK[arrival.need]}"


def accepted_lines(accepted: Accepted) -> Iterator[str]:
    """What became of a file that was put in its place."""
    if accepted.returned:
        yield from (f"    {line}" for line in returned_lines(accepted.returned))
    elif accepted.change:
        kept = any(one.was for one in accepted.change.files)
        place = f"{EARLIER}/{accepted.change.number}"
        yield f"    put there; what was there is kept in {place}" if kept else "    put there"


def undone_line(change: PutThrough) -> str:
    """What became of the inputs when the last change was taken back."""
    back = [one.file for one in change.files if one.now]
    gone = [one.file for one in change.files if not one.now]
    told = [f"{' and '.join(back)} as before"] if back else []
    told += [f"{' and '.join(gone)} taken out"] if gone else []
    return f"{'; '.join(told)}. What went is kept in {EARLIER}/{change.number}."
