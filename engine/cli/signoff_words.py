"""What verdicts and states are called on screen."""

from __future__ import annotations

STATES = {
    "not-issued": "not issued yet",
    "issued": "issued, not signed yet",
    "signed": "signed",
    "stale": "STALE: the text has changed since this copy was issued. Build, issue and sign it again",
    "altered": "ALTERED: what came back is not what was issued. Ask for it again",
    "code-only": "a copy or scan came back: a person has to look, or has looked",
}

VERDICTS = {
    "signed": "signed. It begins with the issued file, byte for byte, and only fields and signatures were added.",
    "unsigned": "the issued file, not signed.",
    "altered": "ALTERED, {why}. Do not accept it; ask for a signed copy of the sheet that was issued.",
    "rewritten": "a copy that a signing service wrote anew. Compare its pages with the issued sheet: --attested-by.",
    "copy": "a scan, print or saved copy: it proves nothing by itself. A person has to look: --attested-by.",
    "unknown": "unknown.",
}
