"""JSON that penholder wrote into a workspace itself, and that may have been cut short or changed by hand since."""

from __future__ import annotations

DAMAGED = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)
"""What reading it can end in, where it is not as it was written. Each reader says what it takes that for."""
