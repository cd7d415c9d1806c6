"""A test setup (a stand): two replicas behind the real proxy on this machine, as in `deploy/` but without containers."""

import os
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.harness import DASHBOARD, ROOT, free_port, streamlit_command
from tests.deploy.proxy import REMEDY, find

HERE = "127.0.0.1"
START_SECONDS = 120.0
DRAIN = {"SAMENKAART_DRAIN": "3"}
CONFIGURATION = ROOT / "deploy" / "haproxy.cfg"


def unverified() -> ssl.SSLContext:
    """A TLS context that accepts our self-signed certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def answers(url: str) -> bool:
    """Whether an address answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=5, context=unverified() if url.startswith("https") else None):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def until(url: str) -> None:
    """Wait until an address answers 200."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(url):
        if time.monotonic() > deadline:
            raise RuntimeError(f"{url} does not answer")
        time.sleep(0.1)


@dataclass
class Replica:
    """One server process of the site, always on the same port."""

    folder: Path
    environment: Mapping[str, str]
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """The replica's own address, without the proxy."""
        return f"http://{HERE}:{self.port}"

    def start(self) -> None:
        """Start the process; it may not be ready yet."""
        with (self.folder / f"{self.port}.log").open("ab") as log:
            environment = {**os.environ, **DRAIN, **self.environment}
            command = streamlit_command(DASHBOARD, self.port)
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def until_ready(self) -> None:
        """Wait until the replica is ready for readers."""
        until(f"{self.url}/readyz")

    def kill(self) -> None:
        """Kill the process at once."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Stop the process as a rolling restart does, and wait for its end."""
        if self.process:
            self.process.terminate()
            self.process.wait(60)

    def log(self) -> str:
        """The log of the process."""
        return (self.folder / f"{self.port}.log").read_text(errors="replace")


@dataclass
class Stand:
    """The replicas and the address of the proxy."""

    url: str
    replicas: tuple[Replica, ...]
    data: Path
    """The link to the release that all replicas show."""

    def restart_one_by_one(self) -> None:
        """Do a rolling restart."""
        for replica in self.replicas:
            replica.stop()
            replica.start()
            replica.until_ready()


def certificate(folder: Path) -> Path:
    """A self-signed certificate with its key."""
    key, made, both = folder / "key.pem", folder / "certificate.pem", folder / "site.pem"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HERE} -keyout {key} -out {made}"
    subprocess.run(command.split(), check=True, capture_output=True)
    both.write_bytes(made.read_bytes() + key.read_bytes())
    return both


@contextmanager
def proxy(folder: Path, replicas: tuple[Replica, ...]) -> Iterator[str]:
    """Run the proxy with the configuration in `deploy/`; yields its address.

    Raises:
        RuntimeError: there is no proxy on this machine.
    """
    executable, port = find(), free_port()
    if executable is None:
        raise RuntimeError(REMEDY)
    environment = {
        "HTTP_BIND": f"{HERE}:{free_port()}",
        "HTTPS_BIND": f"{HERE}:{port}",
        "METRICS_BIND": f"{HERE}:{free_port()}",
        "CERTIFICATES": str(certificate(folder)),
        "SITE_HOST": HERE,
        "SITE_A": f"{HERE}:{replicas[0].port}",
        "SITE_B": f"{HERE}:{replicas[1].port}",
        "LISTS": f"{HERE}:{replicas[-1].port}",
    }
    with (folder / "proxy.log").open("wb") as log:
        command = [str(executable), "-db", "-f", str(CONFIGURATION)]
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=log, stderr=log)
    try:
        yield f"https://{HERE}:{port}"
    finally:
        process.kill()
        process.wait()


@contextmanager
def stand(folder: Path, data: Path, environment: Mapping[str, str] | None = None) -> Iterator[Stand]:
    """Run two replicas that show `data`, ready behind the proxy, until the block ends."""
    given = {"SAMENKAART_DATA": str(data), **(environment or {})}
    replicas = (Replica(folder, given), Replica(folder, given))
    try:
        for replica in replicas:
            replica.start()
        with proxy(folder, replicas) as url:
            for replica in replicas:
                replica.until_ready()
            until(f"{url}/healthz")
            yield Stand(url, replicas, data)
    finally:
        for replica in replicas:
            with suppress(OSError):
                replica.kill()
