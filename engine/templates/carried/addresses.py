"""Where a link of a template may lead its reader."""

from __future__ import annotations

_WEB, _OTHERS = ("http", "https"), ("mailto", "tel", "pack")
"""The schemes of links that open a page, or write or speak to somebody; and our own, to another document of a pack."""


def may_be_followed(address: str) -> bool:
    """Whether a link leads to a page, a person or a place in the same document: never to a file, a share or a program.

    Signs that readers pass over, such as a line feed inside the scheme, make no difference.
    """
    typed = "".join(sign for sign in address if sign.isprintable() and not sign.isspace()).casefold()
    scheme, _, rest = typed.partition(":")
    if scheme in _WEB:
        return rest.startswith("//")
    return not typed or typed.startswith("#") or (scheme in _OTHERS and not rest.startswith(("\\", "//")))
