"""Whether a Dask scheduler answers at an address, asked before Dask is: its own client waits for whatever is there.

A scheduler speaks first: eight bytes that say how long its greeting is, and the greeting, which names what it knows of.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from concurrent.futures import Future
from contextlib import nullcontext
from urllib.parse import SplitResult, urlsplit

from engine.errors import UsageError
from engine.escapes import escaped_name

SECONDS = 8
"""How long it may take to answer."""
_LENGTH, _LONGEST = 8, 100_000
_NAMED = b"pickle-protocol"
"""In the greeting of every Dask since 2020."""
_EXAMPLE = "`dask scheduler` prints its address when it starts, such as tcp://10.0.0.5:8786."
_ASKS = "one that asks for certificates (tls://)"
_SCHEMES = ("tcp", "tls")


def refuse_unless_scheduler(address: str, certificates: ssl.SSLContext | None) -> str:
    """The address as Dask takes it, when a scheduler has answered there.

    certificates: those of Dask's own configuration. Raises UsageError for what is no address, where nobody answers,
    and where something else does.
    """
    told, parts = escaped_name(address), _parts(address)
    if parts.scheme == "tls" and certificates is None:
        raise UsageError(
            f"{told} asks for certificates, and Dask's configuration on this machine names none: "
            "docs/shared-services.md says how to."
        )
    try:
        is_one = _in_time(parts, certificates if parts.scheme == "tls" else None)
    except ssl.SSLError as fault:
        why = fault.reason or "its certificate is not trusted"
        raise UsageError(f"No Dask scheduler with our certificates answers at {told} ({why}).") from fault
    except TimeoutError as late:
        why = f"within {SECONDS} seconds: nobody is there, or something that is no scheduler, or {_ASKS}"
        raise UsageError(f"No Dask scheduler answers at {told} {why}. {_EXAMPLE}") from late
    except (OSError, UnicodeError) as fault:
        why = getattr(fault, "strerror", None) or "it is no name of a machine"
        raise UsageError(f"No Dask scheduler answers at {told} ({why}). {_EXAMPLE}") from fault
    if not is_one:
        raise UsageError(f"No Dask scheduler answers at {told}: something else does, or {_ASKS}. {_EXAMPLE}")
    return parts.geturl()


def _parts(address: str) -> SplitResult:
    """Scheme, host and port. Raises UsageError."""
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        is_one = parts.scheme in _SCHEMES and parts.hostname and parts.port and not parts.path.strip("/")
    except ValueError:
        is_one = False
    if not is_one or escaped_name(address) != address:
        raise UsageError(f'"{escaped_name(address)}" is no address of a Dask scheduler. {_EXAMPLE}')
    return parts


def _in_time(parts: SplitResult, certificates: ssl.SSLContext | None) -> bool:
    """As _greets, beside the thread that waits: how long the name of a machine is looked for, nobody else bounds."""
    answer: Future[bool] = Future()

    def ask() -> None:
        try:
            answer.set_result(_greets(parts, certificates))
        except Exception as fault:
            answer.set_exception(fault)

    threading.Thread(target=ask, daemon=True).start()
    return answer.result(SECONDS + 1)


def _greets(parts: SplitResult, certificates: ssl.SSLContext | None) -> bool:
    """Whether what answers speaks as Dask does. Raises OSError."""
    until, host = time.monotonic() + SECONDS, parts.hostname or ""
    with socket.create_connection((host, parts.port or 0), SECONDS) as plain:
        plain.settimeout(_left(until))
        with certificates.wrap_socket(plain, server_hostname=host) if certificates else nullcontext(plain) as spoken:
            length = int.from_bytes(_exactly(spoken, _LENGTH, until), "little")
            return length <= _LONGEST and _NAMED in _exactly(spoken, length, until)


def _exactly(spoken: socket.socket, length: int, until: float) -> bytes:
    """So many bytes, or fewer where no more come. Raises OSError."""
    data = b""
    while len(data) < length:
        spoken.settimeout(_left(until))
        piece = spoken.recv(length - len(data))
        if not piece:  # it hung up
            break
        data += piece
    return data


def _left(until: float) -> float:
    """Seconds that are left. Raises TimeoutError where none are."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
