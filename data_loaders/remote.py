"""Copies new releases from object storage (S3 or compatible) to the local disk.

    SAMENKAART_DATA=s3://bucket/folder

The storage has a file `newest` with one line, the name of a version, and a folder `releases/<version>/` per release. A
release is fetched into a temporary folder, checked against the checksums in its manifest, and only then put in place.
So the disk always holds the last good release, also for a site that starts while the storage is unreachable.
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
"""Average interval between two looks. It varies by a third, so that replicas do not all ask at once."""
RELEASES_AT_HAND = 3
"""Number of releases that stay on the disk, because a reader may still use the previous one."""
LARGEST = 2_000_000_000
"""Largest size of one file, in bytes."""
TIMEOUTS = {"connect_timeout": 5.0, "request_timeout": 30.0}


class Files(Protocol):
    """The part of `pyarrow.fs.FileSystem` that we use."""

    def open_input_stream(self, path: str) -> BinaryIO:
        """Read a file from its beginning."""

    def open_output_stream(self, path: str) -> BinaryIO:
        """Write a file; it appears when the stream is closed."""


def storage_of(address: str) -> tuple[Files, str]:
    """The object storage at an address, and the path in it.

    The address may end with `?endpoint_override=host:port&scheme=http&region=…&anonymous=true`. Credentials come from
    the usual places of AWS tools, such as `AWS_ACCESS_KEY_ID`.
    """
    # Imported here because it is slow and most sites have their data on disk.
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
    # pyarrow has no types; `Files` declares the part that we use.
    return cast("Files", storage), f"{parts.netloc}{parts.path}".rstrip("/")


def cache_folder() -> Path:
    """The folder for fetched releases: from the setting, else in the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get(CACHE_SETTING) or Path(home) / "samenkaart")


class Follower:
    """Keeps a local folder up to date with the newest good release in object storage.

    Args:
        files: the storage.
        path: path of the releases in the storage.
        folder: folder on the local disk; several processes may share it.
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
        """Fetch the newest release now, then check regularly in a thread."""
        self.look()
        self._thread.start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Stop checking."""
        self._over.set()

    def look(self) -> None:
        """Fetch the newest release if it is not on the disk. An error is stored in `problem` and changes nothing on disk."""
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
            # No network, a full disk, or a file that is not there yet: the next check may succeed.
            problem = DataProblem(DataFault.UNREACHABLE, NEWEST, str(error))
        if problem and str(problem) != str(self.problem):
            LOG.warning("no newer release: %s (%s)", problem.message("en"), problem.detail)
        self.problem = problem

    def _follow(self) -> None:
        while not self._over.wait(POLL_SECONDS * random.uniform(2 / 3, 4 / 3)):  # noqa: S311 - no secret
            self.look()

    def _release(self, version: str) -> Path:
        return self._folder.resolve() / RELEASES / version

    def _take(self, version: str) -> None:
        """Fetch a release into a temporary folder and link it when it is complete."""
        release = self._release(version)
        release.parent.mkdir(parents=True, exist_ok=True)
        if not release.is_dir():
            aside = Path(tempfile.mkdtemp(prefix=".new-", dir=release.parent))
            try:
                self._fetch(version, aside)
                # OSError: another process was first; its copy is identical.
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
        """At most `most` + 1 bytes of a file; a file that is too large then fails its checksum."""
        with self._files.open_input_stream(f"{self._path}/{name}") as stream:
            return stream.read(most + 1)

    def _link(self, release: Path) -> None:
        aside = self._folder / f".link-{os.getpid()}"
        aside.unlink(missing_ok=True)
        aside.symlink_to(release.relative_to(self._folder.resolve()))
        aside.replace(self.root)

    def _tidy(self, newest: Path) -> None:
        """Remove old releases, and incomplete folders of processes that were killed."""
        others = sorted(
            (each for each in newest.parent.iterdir() if each != newest and is_version(each.name)),
            key=lambda each: each.stat().st_mtime,
        )
        hour_ago = newest.stat().st_mtime - 3600
        halves = [each for each in newest.parent.glob(".new-*") if each.stat().st_mtime < hour_ago]
        for each in [*others[: 1 - RELEASES_AT_HAND or None], *halves]:
            shutil.rmtree(each, ignore_errors=True)


def follow(address: str) -> Follower:
    """Start following the releases at an address (`s3://…`)."""
    files, path = storage_of(address)
    follower = Follower(files, path, cache_folder())
    follower.start()
    return follower
