"""Finds HAProxy, for `deploy/haproxy.cfg`, on this machine, or installs it: `python -m tests.deploy.proxy --install`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

REMEDY = "No haproxy was found. On Debian and Ubuntu: apt-get install haproxy; on a Mac: brew install haproxy."


def find() -> Path | None:
    """The path of HAProxy; distributions put it in `sbin`."""
    found = shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


def find_or_install() -> Path:
    """The path of HAProxy. If there is none, install the Debian package as root.

    Raises:
        SystemExit: HAProxy was not found and could not be installed.
    """
    if not find() and os.geteuid() == 0 and (apt := shutil.which("apt-get")):
        for command in ("update --quiet", "install --yes --quiet --no-install-recommends haproxy"):
            subprocess.run([apt, *command.split()], check=False)
    if found := find():
        return found
    raise SystemExit(REMEDY)


if __name__ == "__main__":
    executable = find_or_install() if "--install" in sys.argv else find()
    sys.stdout.write(f"proxy: {executable or REMEDY}\n")
