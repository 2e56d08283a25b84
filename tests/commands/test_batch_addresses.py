"""Addresses of clusters that are none, or not as they should be: a sentence, soon, and nothing behind it."""

from __future__ import annotations

import datetime
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from distributed import LocalCluster
from distributed.security import Security

from engine.commands.batch.cluster import build_on_cluster
from engine.commands.batch.knock import refuse_unless_scheduler
from engine.errors import UsageError
from engine.model.edition import Edition, Order
from engine.workspace import Workspace
from tests.material.patience import SECONDS, comes_about

pytestmark = pytest.mark.office

Told = dict[str, dict[str, object]]
ORDER = Order(Edition.DRAFT, with_pdf=False)
COMMAND = (sys.executable, "-c", "from engine.cli import main; main()", "batch", "--no-pdf")


class Said(NamedTuple):
    """How the command ended, and what it said."""

    code: int
    words: str
    complaint: str


def run(folder: Path, address: str, **environment: str) -> Said:
    done = subprocess.run(
        [*COMMAND, str(folder), "--scheduler", address],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=SECONDS,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def is_one_sentence(said: Said) -> bool:
    """Whether a command that could do nothing said why, and nothing that nobody wrote."""
    lines = said.complaint.strip().splitlines()
    return said.code == 2 and not said.words and len(lines) == 1 and "scheduler" in lines[0]


@pytest.fixture(scope="module")
def silent() -> Iterator[str]:
    """Where somebody takes calls and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture(scope="module")
def talkative() -> Iterator[str]:
    """Where somebody says something else at once."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=greet, args=(listening, b"220 mail.example.org ESMTP\r\n" * 9), daemon=True)
        thread.start()
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"


def greet(listening: socket.socket, words: bytes) -> None:
    while True:
        try:
            with listening.accept()[0] as call:
                call.sendall(words)
        except OSError:
            return


@pytest.fixture(scope="module")
def web_server() -> Iterator[str]:
    """Where a web server answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def told(
    silent: str,
    talkative: str,
    web_server: str,
    empty: LocalCluster,
    secured: LocalCluster,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Said]:
    """What the command says of each address at which it waits for an answer: all are asked at once, for most of them
    let it wait until its time is up.
    """
    addresses = {
        "silent": silent,
        "talkative": talkative,
        "web_server": web_server,
        "without workers": empty.scheduler_address,
        "secured, asked in the open": secured.scheduler_address.replace("tls:", "tcp:"),
    }
    with ThreadPoolExecutor(len(addresses)) as at_once:
        said = at_once.map(run, (tmp_path_factory.mktemp("nothing") for _ in addresses), addresses.values())
        return dict(zip(addresses, said, strict=True))


@pytest.mark.parametrize("where", ["silent", "talkative", "web_server"])
def test_something_else_at_the_address_is_told(where: str, told: dict[str, Said]) -> None:
    assert is_one_sentence(told[where])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        ":",
        "tcp://",
        "tcp://127.0.0.1",
        "tcp://127.0.0.1:0",
        "tcp://127.0.0.1:99999",
        "tcp://[::1",
        "tcp://a:b",
        "http://127.0.0.1:8786",
        "inproc://x/1",
        "/etc/passwd",
        "tcp://a:1/b",
        "tcp://\x1b[31ma:1",
        "tcp://\u202ea:1",
    ],
)
def test_what_is_no_address_is_told_before_anybody_is_asked(address: str) -> None:
    with pytest.raises(UsageError, match="is no address of a Dask scheduler") as told:
        refuse_unless_scheduler(address, None)
    assert told.value.message.isprintable()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "tcp://no.such.host.invalid:8786"])
def test_where_nobody_answers_is_told(address: str) -> None:
    with pytest.raises(UsageError, match=f"No Dask scheduler answers at {address}"):
        refuse_unless_scheduler(address, None)


def test_a_command_without_an_address_builds_nothing_here(mine: Workspace) -> None:
    assert is_one_sentence(run(mine.root, ""))


@pytest.fixture(scope="module")
def empty() -> Iterator[LocalCluster]:
    """A scheduler that nobody works for."""
    with LocalCluster(n_workers=0, dashboard_address=":0") as started:
        yield started


def test_a_cluster_without_workers_is_told(empty: LocalCluster, told: dict[str, Said]) -> None:
    said = told["without workers"]
    assert is_one_sentence(said) or said.complaint.count("\n") == 1
    assert "has no worker. Start one: dask worker tcp:" in said.complaint
    assert said.code == 2
    assert comes_about(lambda: not empty.scheduler.clients.keys() - {"fire-and-forget"})
    assert not empty.scheduler.tasks


def test_a_scheduler_of_another_release_is_told(
    empty: LocalCluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(empty.scheduler.handlers, "versions", of_another_release(empty.scheduler.versions))
    with pytest.raises(
        UsageError, match=r"The scheduler has Python 3.9 with distributed .*, and this machine Python 3"
    ):
        next(build_on_cluster([tmp_path], ORDER, empty.scheduler_address))


def of_another_release(versions: Callable[..., Told]) -> Callable[..., Told]:
    """What a scheduler tells of its releases, with an earlier Python."""
    told = versions()
    return lambda **_: {**told, "host": {**told["host"], "python": "3.9.2.final.0"}}


class Certificates(NamedTuple):
    """Files of an authority of our own, and of somebody it has signed for."""

    authority: Path
    certificate: Path
    key: Path

    def as_configuration(self) -> Mapping[str, str]:
        """As Dask reads it from the environment."""
        of_client = "DASK_DISTRIBUTED__COMM__TLS__CLIENT__"
        return {
            "DASK_DISTRIBUTED__COMM__TLS__CA_FILE": str(self.authority),
            f"{of_client}CERT": str(self.certificate),
            f"{of_client}KEY": str(self.key),
        }


def made_certificates(folder: Path) -> Certificates:
    """An authority and a certificate, as a council's own network has them."""
    folder.mkdir()
    ours = ec.generate_private_key(ec.SECP256R1())
    theirs = ec.generate_private_key(ec.SECP256R1())
    of_authority, of_machine = (
        signed_for("Wenlow's own authority", ours, ours, True),
        signed_for("cluster", theirs, ours, False),
    )
    made = Certificates(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    pem = serialization.Encoding.PEM
    made.authority.write_bytes(of_authority.public_bytes(pem))
    made.certificate.write_bytes(of_machine.public_bytes(pem))
    made.key.write_bytes(theirs.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return made


def signed_for(
    name: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, is_authority: bool
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Wenlow's own authority")])
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(authority)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .sign(by, hashes.SHA256())
    )


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return made_certificates(tmp_path_factory.mktemp("tls") / "ours")


@pytest.fixture(scope="module")
def secured(certificates: Certificates) -> Iterator[LocalCluster]:
    """A cluster that nobody reaches who has no certificate."""
    ca, cert, key = map(str, certificates)
    security = Security(
        tls_ca_file=ca,
        require_encryption=True,
        **{
            f"tls_{role}_{what}": path
            for role in ("client", "scheduler", "worker")
            for what, path in (("cert", cert), ("key", key))
        },
    )
    with LocalCluster(
        n_workers=1, threads_per_worker=1, security=security, protocol="tls://", dashboard_address=":0"
    ) as started:
        yield started


def test_with_certificates_in_dasks_own_configuration_councils_are_built(
    secured: LocalCluster, certificates: Certificates, mine: Workspace
) -> None:
    said = run(mine.root, secured.scheduler_address, **certificates.as_configuration())
    assert (said.code, said.complaint) == (0, "")
    assert "1 unchanged." in said.words


def test_without_certificates_nobody_gets_in(secured: LocalCluster, told: dict[str, Said], tmp_path: Path) -> None:
    said = run(tmp_path, secured.scheduler_address)
    assert said.code == 2
    assert "asks for certificates, and Dask's configuration on this machine names none" in said.complaint
    assert is_one_sentence(told["secured, asked in the open"])


def test_with_certificates_of_others_nobody_gets_in(secured: LocalCluster, tmp_path: Path) -> None:
    others = made_certificates(tmp_path / "others")
    assert is_one_sentence(run(tmp_path, secured.scheduler_address, **others.as_configuration()))


def test_certificates_that_cannot_be_read_are_told(secured: LocalCluster, tmp_path: Path) -> None:
    gone = Certificates(tmp_path / "ca.pem", tmp_path / "cert.pem", tmp_path / "key.pem")
    said = run(tmp_path, secured.scheduler_address, **gone.as_configuration())
    assert said.code == 2
    assert "Dask's certificates on this machine cannot be used" in said.complaint
