import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data_loaders.snapshot import SHAPES, load_snapshot
from tests import releases

ROOT = Path(__file__).resolve().parents[2]
COPIES = 120


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Copies of a release with one initiative, in which the publication of two was killed at later and later steps."""
    base = tmp_path_factory.mktemp("base")
    copies = tmp_path_factory.mktemp("copies")
    releases.publish(base / "prepared", {})
    for number in range(COPIES):
        shutil.copytree(base, copies / str(number), symlinks=True)
    two = releases.publish(tmp_path_factory.mktemp("two") / "prepared", {}, {}).folder
    done = subprocess.run(
        [sys.executable, "-m", "tests.prepare.killed_publisher", two, copies],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [copies / str(number) for number in range(int(done.stdout))]


def test_many_steps_were_tried(killed: list[Path]) -> None:
    # Every file is opened and flushed; then come the folders, the rename and the link.
    assert len(killed) >= 2 * 20 + 5


def test_killed_at_any_step_leaves_the_old_or_the_new_release_whole(killed: list[Path]) -> None:
    counted = []
    for copy in killed:
        snapshot = load_snapshot(copy / "prepared")
        counted.append(snapshot.table("initiatives").height)
        assert all(snapshot.shapes(name) == releases.GEOJSON for name in SHAPES)

    assert counted == sorted(counted)
    assert counted[0] == 1
    assert counted[-1] == 2


def test_next_publisher_finishes_and_clears_up(killed: list[Path]) -> None:
    for copy in (killed[1], killed[len(killed) // 2], killed[-2]):
        published = releases.publish(copy / "prepared", {}, {}, {})

        assert load_snapshot(copy / "prepared").table("initiatives").height == 3
        assert published.folder.name == published.version
        assert [path.name for path in (copy / "releases").iterdir() if path.name.startswith(".new")] == []
        assert {path.name for path in copy.iterdir()} == {"prepared", "releases"}
