"""Tests the container image without building it: the same root by the same steps, read-only and as an unprivileged user.

Packages that the image would download are linked from this environment: those of requirements.txt with their dependencies,
and no others.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.browser.harness import ROOT, Site, launch

NOBODY = 65534
IS_ROOT = os.geteuid() == 0
PLACE, PYTHON = Path("/mnt/site"), Path("/mnt/python")
# An isolated file system for one process: the site and Python at fixed paths, and only /tmp is writable.
IN_PRIVATE = f"""
set -e
mount --make-rprivate /
mount -t tmpfs none /mnt
mkdir {PLACE} {PYTHON}
mount --bind "$1" {PLACE}
mount --bind "$2" {PYTHON}
mount -t tmpfs none /tmp
for each in {PLACE} {PYTHON} / /mnt; do mount -o remount,bind,ro $each; done
cd {PLACE}
shift 2
exec setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups --no-new-privs "$@"
"""


def needed(names: Iterator[str]) -> set[str]:
    """These packages with all their dependencies."""
    found, waiting = set[str](), list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        with suppress(PackageNotFoundError):
            requires = distribution(name).requires or []
            found.add(name)
            known = [Requirement(each) for each in requires]
            waiting += [each.name for each in known if each.marker is None or each.marker.evaluate({"extra": ""})]
    return found


def pinned() -> Iterator[str]:
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if line[:1].isalpha():
            yield Requirement(line.split("#")[0]).name


def link_packages(to: Path) -> None:
    """Link the packages of the server into another environment."""
    for name in needed(pinned()):
        package = distribution(name)
        for file in package.files or []:
            source, target = Path(str(package.locate_file(file))), to / file
            if file.parts[0] in {"..", "__pycache__"} or not source.is_file():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source, target)
            except OSError:
                shutil.copy2(source, target)


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """The root file system that `deploy/Containerfile` describes."""
    folder = Path(tempfile.mkdtemp(prefix="samenkaart-root-"))
    site, packages = folder / "site", f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    try:
        folder.chmod(0o755)
        link_packages(site / "venv" / packages)
        python = PYTHON if IS_ROOT else Path(sys.base_prefix)
        (site / "venv" / "bin").mkdir()
        (site / "venv" / "pyvenv.cfg").write_text(f"home = {python / 'bin'}\n")
        (site / "venv" / "bin" / "python").symlink_to(python / "bin" / Path(sys.executable).resolve().name)
        subprocess.run(["sh", "deploy/slim.sh", str(site / "venv")], cwd=ROOT, check=True)
        subprocess.run(["sh", "deploy/root.sh", str(ROOT), str(site)], cwd=ROOT, check=True)
        yield site
    finally:
        # Folders only: the files of packages are those of this environment.
        subprocess.run(["find", str(folder), "-type", "d", "-exec", "chmod", "u+w", "{}", "+"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def within(site: Path, *command: str) -> list[str]:
    """A command that runs in that read-only root as an unprivileged user, or as the present user if we may not switch."""
    if not IS_ROOT:
        return ["env", "-C", str(site), *command]
    return ["unshare", "--mount", "sh", "-c", IN_PRIVATE, "-", str(site), sys.base_prefix, *command]


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[Site]:
    place = PLACE if IS_ROOT else root
    python = [str(place / "venv/bin/python"), "-m", "streamlit", "run", "dashboard.py"]
    settings = {"HOME": "/tmp", "PYTHONDONTWRITEBYTECODE": "1", "LD_LIBRARY_PATH": str(PYTHON / "lib")}  # noqa: S108 - its own
    with launch(
        lambda port: within(root, *python, "--server.address", "127.0.0.1", "--server.port", str(port)),
        settings,
        "/readyz",
    ) as site:
        yield site


@pytest.mark.parametrize("path", ["/", "/regio?gemeente=Zwolle", "/regio/GM0193.pdf", "/kaart?taal=en"])
def test_the_site_works_from_a_root_that_cannot_be_written_to(served: Site, path: str) -> None:
    with urllib.request.urlopen(f"{served.url}{path}", timeout=60) as answer:
        assert answer.status == 200
        assert len(answer.read()) > 10_000
    assert "Traceback" not in served.log.read_text(errors="replace")


def test_a_list_is_checked_in_that_root(root: Path) -> None:
    python = str((PLACE if IS_ROOT else root) / "venv/bin/python")
    place = ["env", f"LD_LIBRARY_PATH={PYTHON / 'lib'}", "HOME=/tmp"] if IS_ROOT else []
    row = "naam,gemeente,website\nProeftuin,Zwolle,https://example.org\n"
    order = f'printf "%s" "$1" > "$2" && exec {python} -m prepare check "$2"'

    done = subprocess.run(
        within(root, *place, "sh", "-c", order, "-", row, "/tmp/lijst.csv"),  # noqa: S108 - its own
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode in {0, 1}, done.stderr
    assert "lijst.csv" in done.stdout


def test_the_health_check_of_the_image_says_when_the_site_is_gone(root: Path, served: Site) -> None:
    port = served.url.rpartition(":")[2]

    def check(asked: str) -> int:
        return subprocess.run(
            [sys.executable, root / "deploy/healthy.py", asked], capture_output=True, check=False
        ).returncode

    assert check(port) == 0
    assert check("1") != 0


def test_nothing_in_the_root_can_be_written(root: Path) -> None:
    tried = subprocess.run(
        within(root, "sh", "-c", "id -u; touch x data/x venv/x"), capture_output=True, text=True, check=False
    )

    if IS_ROOT:
        assert tried.stdout.strip() == str(NOBODY)
    assert tried.returncode != 0
    assert not [*root.glob("**/x")]


def test_only_what_the_site_needs_is_in_the_root(root: Path) -> None:
    there = {each.name for each in root.iterdir()}

    assert not there & {"tests", "bench", ".git", "Makefile"}
    assert len([*(root / "data/releases").iterdir()]) == 1
    assert not [*root.glob("venv/lib/*/site-packages/pytest")]
    assert not [*root.glob("*/**/__pycache__/*.opt-*")]
