"""`penholder arrive`: what came back is recognised by what is in it, and put where it belongs."""

from engine.commands.arrive.accepting import Accepted, accept, undo
from engine.commands.arrive.arrival import Arrival, ArrivalKind, Need, Replaced
from engine.commands.arrive.recognising import Recogniser, recognise

__all__ = [
    "Accepted",
    "Arrival",
    "ArrivalKind",
    "Need",
    "Recogniser",
    "Replaced",
    "accept",
    "recognise",
    "undo",
]
