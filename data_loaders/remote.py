"""Releases in object storage (S3 and what speaks like it), followed onto the local disk.

    SAMENKAART_DATA=s3://bucket/folder

There stands `newest`, a file of one line that names a version, and `releases/<version>/` with the files of each. A release is fetched aside,
checked against the checksums of its manifest, and only then put in place, so the disk always holds the last good one: a
site that starts while the storage cannot be reached shows that.
"""

import atexit
import hashlib
import logging
import os
import random
import shutil
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol, cast
from urllib.parse import parse_qs, urlsplit

from data_loaders.manifest import MANIFEST, FileEntry, is_version, read_manifest
from data_loaders.problems import DataFault, DataProblem

LOG = logging.getLogger(__name__)
SCHEME = "s3://"
NEWEST, RELEASES = "newest", "releases"
CACHE_SETTING = "SAMENKAART_CACHE"
"""Environment variable: folder for fetched releases."""
POLL_SECONDS = 20.0
"""Between two looks, give or take a third: a new release is everywhere within a minute, and replicas do not all ask at once."""
RELEASES_AT_HAND = 3
"""Releases that stay on the disk: a reader may still look at the one before."""
LARGEST = 2_000_000_000
"""Bytes of one file."""
TIMEOUTS = {"connect_timeout": 5.0, "request_timeout": 30.0}


class Files(Protocol):
    """What `pyarrow.fs.FileSystem` does for us."""

    def open_input_stream(self, path: str) -> BinaryIO:
        """Read a file from its beginning."""

    def open_output_stream(self, path: str) -> BinaryIO:
        """Write a file; it is there when the stream is closed."""


def storage_of(address: str) -> tuple[Files, str]:
    """The object storage of an address, and the path in it.

    The address may end with `?endpoint_override=host:port&scheme=http&region=…&anonymous=true`. Credentials come from where the tools
    of AWS look for them (`AWS_ACCESS_KEY_ID` and so on).
    """
    # Only who has data elsewhere waits for this library, which comes with pyarrow.
    from pyarrow.fs import AwsStandardS3RetryStrategy, S3FileSystem  # noqa: PLC0415

    parts = urlsplit(address)
    given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    options = {name: given[name] for name in ("endpoint_override", "scheme", "region") if name in given}
    storage = S3FileSystem(
        anonymous=given.get("anonymous") == "true",
        retry_strategy=AwsStandardS3RetryStrategy(max_attempts=2),
        **options,
        **TIMEOUTS,
    )
    # pyarrow has no types; `Files` is what we use of it.
    return cast("Files", storage), f"{parts.netloc}{parts.path}".rstrip("/")


def cache_folder() -> Path:
    """Where fetched releases are kept: by the setting, else in the reader's own folder for such things."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get(CACHE_SETTING) or Path(home) / "samenkaart")


class Follower:
    """Keeps a folder at the newest good release of object storage.

    Args:
        files: the storage.
        path: of the releases in it.
        folder: on the local disk; several processes may share one.
    """

    def __init__(self, files: Files, path: str, folder: Path) -> None:
        self._files, self._path, self._folder = files, path, folder
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="releases", daemon=True)
        self.problem: DataProblem | None = None
        """Why the newest release could not be fetched; None when all is well."""

    @property
    def root(self) -> Path:
        """The link to the newest good release."""
        return self._folder / NEWEST

    def start(self) -> None:
        """Fetch what is newest now, and then look again and again."""
        self.look()
        self._thread.start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def look(self) -> None:
        """Fetch the newest release if it is not there; what goes wrong is kept as `problem` and changes nothing on the disk."""
        problem = None
        try:
            version = self._read(NEWEST, 100).decode(errors="replace").strip()
            if not is_version(version):
                raise DataProblem(DataFault.UNREADABLE, NEWEST, repr(version))
            if self.root.resolve() != self._release(version):
                self._take(version)
        except DataProblem as fault:
            problem = fault
        except OSError as error:
            # No network, a full disk, a file that is not there yet: the next look may do better.
            problem = DataProblem(DataFault.UNREACHABLE, NEWEST, str(error))
        if problem and str(problem) != str(self.problem):
            LOG.warning("no newer release: %s (%s)", problem.message_en, problem.detail)
        self.problem = problem

    def _follow(self) -> None:
        while not self._over.wait(POLL_SECONDS * random.uniform(2 / 3, 4 / 3)):  # noqa: S311 - no secret
            self.look()

    def _release(self, version: str) -> Path:
        return self._folder.resolve() / RELEASES / version

    def _take(self, version: str) -> None:
        """Fetch a release aside and link it when it is whole."""
        release = self._release(version)
        release.parent.mkdir(parents=True, exist_ok=True)
        if not release.is_dir():
            aside = Path(tempfile.mkdtemp(prefix=".new-", dir=release.parent))
            try:
                self._fetch(version, aside)
                # Another process may have been first; its release is the same to the byte.
                with suppress(OSError):
                    aside.rename(release)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
        self._link(release)
        self._tidy(release)

    def _fetch(self, version: str, aside: Path) -> None:
        (aside / MANIFEST).write_bytes(self._read(f"{RELEASES}/{version}/{MANIFEST}", LARGEST))
        manifest = read_manifest(aside)
        if manifest.data_version != version:
            raise DataProblem(DataFault.UNREADABLE, MANIFEST, f"{manifest.data_version} instead of {version}")
        for name, entry in manifest.files.items():
            self._fetch_file(f"{RELEASES}/{version}/{name}", aside / name, entry)

    def _fetch_file(self, name: str, to: Path, entry: FileEntry) -> None:
        content = self._read(name, min(entry.bytes, LARGEST))
        checksum = hashlib.sha256(content).hexdigest()
        if checksum != entry.sha256:
            raise DataProblem(DataFault.CHECKSUM, to.name, f"{checksum} instead of {entry.sha256}")
        to.write_bytes(content)

    def _read(self, name: str, most: int) -> bytes:
        """At most `most` bytes and one more of a file, so that one that is too large is seen as such by its checksum."""
        with self._files.open_input_stream(f"{self._path}/{name}") as stream:
            return stream.read(most + 1)

    def _link(self, release: Path) -> None:
        aside = self._folder / f".link-{os.getpid()}"
        aside.unlink(missing_ok=True)
        aside.symlink_to(release.relative_to(self._folder.resolve()))
        aside.replace(self.root)

    def _tidy(self, newest: Path) -> None:
        """Remove releases but the newest few, and what a process that was killed left half."""
        others = sorted(
            (each for each in newest.parent.iterdir() if each != newest and is_version(each.name)),
            key=lambda each: each.stat().st_mtime,
        )
        hour_ago = newest.stat().st_mtime - 3600
        halves = [each for each in newest.parent.glob(".new-*") if each.stat().st_mtime < hour_ago]
        for each in [*others[: 1 - RELEASES_AT_HAND or None], *halves]:
            shutil.rmtree(each, ignore_errors=True)


def follow(address: str) -> Follower:
    """Follow the releases at an address (`s3://…`) from now on."""
    files, path = storage_of(address)
    follower = Follower(files, path, cache_folder())
    follower.start()
    return follower
