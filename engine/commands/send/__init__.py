"""Forms to send out: who gets which, with a letter, and what was sent when."""

from engine.commands.send.asked import AskedPerson, people_to_ask, with_sent
from engine.commands.send.record import SentOut, record_sent, sent_out

__all__ = ["AskedPerson", "SentOut", "people_to_ask", "record_sent", "sent_out", "with_sent"]
