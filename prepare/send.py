"""Bring a release to object storage, from where every replica of the site fetches it (`data_loaders.remote`)."""

from pathlib import Path

from data_loaders.manifest import MANIFEST
from data_loaders.problems import DataProblem
from data_loaders.remote import NEWEST, RELEASES, Files, storage_of
from data_loaders.snapshot import load_snapshot
from prepare.problems import PublishingError


def send(release: Path, address: str) -> str:
    """Bring the release that `release` is or links to, and then let the site follow it; the result is its version.

    What a replica reads at any instant is whole: files first, their manifest after them, the name of the newest release last.

    Raises:
        PublishingError: the release is damaged, or the storage does not take it; then the site keeps what it has.
    """
    try:
        snapshot = load_snapshot(release)
        files, path = storage_of(address)
        for name in (*snapshot.manifest.files, MANIFEST):
            content = (snapshot.folder / name).read_bytes()
            _write(files, f"{path}/{RELEASES}/{snapshot.version}/{name}", content)
        _write(files, f"{path}/{NEWEST}", f"{snapshot.version}\n".encode())
    except (DataProblem, OSError) as error:
        raise PublishingError([f"De uitgave is niet verstuurd: {error}"]) from error
    return snapshot.version


def _write(files: Files, path: str, content: bytes) -> None:
    with files.open_output_stream(path) as stream:
        stream.write(content)
