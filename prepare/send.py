"""Uploads a release to object storage, from which every replica of the site fetches it (`data_loaders.remote`)."""

from pathlib import Path

from data_loaders.manifest import MANIFEST
from data_loaders.problems import DataProblem
from data_loaders.remote import NEWEST, RELEASES, Files, storage_of
from data_loaders.snapshot import load_snapshot
from prepare.problems import PublishingError


def send(release: Path, address: str) -> str:
    """Upload a release, then make it the newest one in the storage.

    A replica never sees half a release: the files are written first, then their manifest, and the name of the newest
    release last.

    Args:
        release: the folder of a release, or a link to it.
        address: the address of the storage.

    Returns:
        The version of the release.

    Raises:
        PublishingError: the release is damaged, or the storage refuses it; the site then keeps its present release.
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
