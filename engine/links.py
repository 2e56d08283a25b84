"""Web addresses as people paste them: unwrapped, encoded once, and told apart by who can open them."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from engine.plain_words import clean


class LinkKind(StrEnum):
    """Where a link leads, in words that finish the sentence "This is …"."""

    WEBSITE = "a public website"
    SHAREPOINT = "a direct link into SharePoint"
    COPY_LINK = "a copied SharePoint link"
    SHARING_LINK = "a SharePoint sharing link"
    EMAIL = "an e-mail address"
    LOCAL = "a path on a drive, a server or the council's own network"
    DANGEROUS = "an address that would run a program instead of opening a page"
    NONE = "not a web address"


IN_SHAREPOINT = (LinkKind.SHAREPOINT, LinkKind.COPY_LINK, LinkKind.SHARING_LINK)
"""Kinds that open for nobody outside the council unless it lets them in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address ready to print behind words; empty where it must never be a link.

    site: the host, without www, to show where there are no better words. is_lookalike: the host has letters beyond
    a to z, which may only look like a known one. has_login: a name or password stood in it and was taken out.
    """

    address: str
    kind: LinkKind
    site: str = ""
    is_lookalike: bool = False
    has_login: bool = False

    @property
    def document(self) -> str:
        """What two links to one document have in common: no fragment, no marks of who shared it or how it opens."""
        parts = urlsplit(self.address)
        if self.kind in IN_SHAREPOINT:
            return f"{parts.netloc}{unquote(parts.path)}".casefold()
        query = f"?{parts.query}" if parts.query else ""
        return f"{parts.netloc}{parts.path.rstrip('/')}{query}"


_DANGEROUS = ("javascript", "vbscript", "livescript", "data", "blob", "mhtml", "jar", "view-source", "about")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)\s*:")
_OFFICE = re.compile(r"ms-(?:word|excel|powerpoint):(?:of[ev]\|u\|)?(?=https?:)", re.IGNORECASE)
"""What Office puts before an address so that it opens in Word and not in the browser."""
_LOCAL = re.compile(r"[a-zA-Z]:[\\/]|\\\\|//|file:|smb:|[~.]{0,2}/", re.IGNORECASE)
_EMAIL = re.compile(r"mailto:[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+", re.IGNORECASE)
_LABEL = re.compile(r"[^\s/\\?#@:<>\"|^`{}%,;()\[\]']+")
_AROUND = "<>«»\"'“”‘’`|,;.!"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_ENCODED_TWICE = re.compile(r"%25(?=[0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE = "%/!$&'()*+,;=:@~?"
_WRAPPINGS = 5
"""How many SafeLinks around one address are taken off; mail that was passed on has two or three."""


def read_link(text: str) -> Link:
    """The link that somebody pasted, whatever stands around it. Never raises; reading its address again gives it again.

    SharePoint's forms are described at learn.microsoft.com, "Shareable links" and "Copy link".
    """
    typed = _bare(text)
    for _ in range(_WRAPPINGS):
        inner = _inside(typed)
        if inner is None:
            break
        typed = inner
    scheme = _SCHEME.match(typed)
    if scheme and scheme[1].casefold() in _DANGEROUS:
        return Link(address="", kind=LinkKind.DANGEROUS)
    if _EMAIL.fullmatch(typed):
        return Link(
            address="mailto:" + quote(typed[7:], safe="@%?=&+"), kind=LinkKind.EMAIL, site=typed[7:].partition("?")[0]
        )
    if _LOCAL.match(typed):
        return Link(address="", kind=LinkKind.LOCAL)
    if not scheme or scheme[1].casefold() not in ("http", "https"):
        return Link(address="", kind=LinkKind.NONE)
    return _web_link(typed)


def _bare(text: str) -> str:
    """The address alone: mail breaks it over lines, sentences end with it, brackets and quotation marks hold it."""
    typed = "".join(line.strip() for line in clean(text).split("\n"))
    while typed:
        shorter = typed.strip().lstrip(_AROUND + "([{").rstrip(_AROUND).removeprefix("URL:").strip()
        if shorter and shorter[-1] in _PAIRS and shorter.count(shorter[-1]) > shorter.count(_PAIRS[shorter[-1]]):
            shorter = shorter[:-1]
        if shorter == typed:
            break
        typed = shorter
    return typed


def _inside(typed: str) -> str | None:
    """The address that Outlook's SafeLinks or an Office program has wrapped; None where nothing is wrapped."""
    if office := _OFFICE.match(typed):
        return _bare(typed[office.end() :])
    parts = _split(typed)
    if parts is not None and (parts.hostname or "").endswith("safelinks.protection.outlook.com"):
        return next((_bare(target) for target in parse_qs(parts.query, max_num_fields=40).get("url", [])), None)
    return None


def _web_link(typed: str) -> Link:
    parts = _split(typed)
    host = _host(parts) if parts else None
    if parts is None or host is None:
        return Link(address="", kind=LinkKind.NONE)
    if _is_inside_the_council(host):
        return Link(address="", kind=LinkKind.LOCAL)
    port = f":{parts.port}" if parts.port else ""
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    fragment = f"#{_encoded(parts.fragment)}" if parts.fragment else ""
    address = f"{parts.scheme.casefold()}://{host}{port}{_encoded(parts.path)}{query}{fragment}".rstrip(_AROUND)
    site = host.removeprefix("www.")
    return Link(
        address=address, kind=_kind(host, parts), site=site, is_lookalike="xn--" in host, has_login="@" in parts.netloc
    )


def _split(typed: str) -> SplitResult | None:
    try:
        parts = urlsplit(typed)
        _ = parts.port, parts.hostname  # both are judged only when asked for
        return parts
    except ValueError:
        return None


def _host(parts: SplitResult) -> str | None:
    """The host in small letters, those beyond a to z as the name service spells them; None where it is none."""
    host = (parts.hostname or "").rstrip(".")
    labels = host.split(".")
    if not host or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _is_inside_the_council(host: str) -> bool:
    """A name without a dot, or a number of a private network, opens only from within."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan"))


def _kind(host: str, parts: SplitResult) -> LinkKind:
    if host == "1drv.ms":
        return LinkKind.SHARING_LINK
    if not host.endswith(".sharepoint.com"):
        return LinkKind.WEBSITE
    if re.match(r"/:[a-z]:/", parts.path) and "/r/" not in parts.path:
        return LinkKind.SHARING_LINK
    return LinkKind.COPY_LINK if re.search(r"(^|&)d=", parts.query) else LinkKind.SHAREPOINT


def _encoded(part: str) -> str:
    """A part of an address, encoded once: %2520 becomes %20, a space too, a lone % is spelt out."""
    while (once := _ENCODED_TWICE.sub("%", part)) != part:
        part = once
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_SAFE)
