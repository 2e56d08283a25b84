"""Sheets on their way: issued for signature, taken back, and how far each has got."""

from engine.signing.issuing import issue
from engine.signing.returning import Returned, receive
from engine.signing.standing import prove_register, standing, status

__all__ = ["Returned", "issue", "prove_register", "receive", "standing", "status"]
