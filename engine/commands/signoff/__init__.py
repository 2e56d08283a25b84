"""Sheets on their way: issued for signature, taken back, and how far each has got."""

from engine.commands.signoff.issuing import issue
from engine.commands.signoff.returning import ReturnedSheet, receive
from engine.commands.signoff.standing import prove_register, standing, status

__all__ = ["ReturnedSheet", "issue", "prove_register", "receive", "standing", "status"]
