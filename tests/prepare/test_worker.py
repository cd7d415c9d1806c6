"""A check in a separate process gives the same report, and no file can exhaust the machine or leave the process."""

import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from data_loaders.checked import CheckReport
from prepare.limits import MEGABYTE, Limits
from prepare.task import Task
from prepare.worker import OwnDataError, check_file
from tests.prepare.atlas import SOURCES
from tests.prepare.source_files import HEADER, ROW, write_csv, write_xlsx

PREPARED = SOURCES.parent / "prepared"


def report_on(path: Path, limits: Limits = Limits()) -> CheckReport:  # noqa: B008 - frozen
    return CheckReport.from_json(check_file(Task(path, PREPARED, SOURCES, limits=limits)))


def codes(report: CheckReport) -> list[str]:
    return [said.code for said in report.messages if said.rejected]


def test_the_report_comes_back_as_it_was_made(tmp_path: Path) -> None:
    report = report_on(write_csv(tmp_path / "lijst.csv", [HEADER, ROW, ["A", "Nergensveen", "", "zorg"]]))

    assert (report.file, report.read, report.rejected) == ("lijst.csv", 2, 1)


def test_one_cell_in_the_far_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "hoek.xlsx", [HEADER, ROW])
    with zipfile.ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content.replace(b"</sheetData>", far) if name.endswith("sheet1.xml") else content)

    report = report_on(path)

    assert (report.usable, codes(report)) == (False, ["file_too_slow"])


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(memory=200 * MEGABYTE), "file_too_slow"),
        (Limits(seconds=0), "file_too_slow"),
        (Limits(answer=10), "answer_too_long"),
    ],
)
def test_a_check_beyond_its_limits_is_reported(limits: Limits, code: str, tmp_path: Path) -> None:
    assert codes(report_on(write_csv(tmp_path / "lijst.csv", [HEADER, *[ROW] * 20]), limits)) == [code]


def test_without_a_release_no_file_is_blamed(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lijst.csv", [HEADER, ROW])

    with pytest.raises(OwnDataError, match="python -m prepare build"):
        check_file(Task(path, tmp_path / "leeg", SOURCES))


SHUT_IN = """
import os, socket, sys
from pathlib import Path
from prepare.limits import LIMITS
from prepare.worker import shut_in
before = os.readlink("/proc/self/ns/net")
shut_in(LIMITS)
try:
    Path(sys.argv[1]).write_text("text")
    print("written")
except OSError:
    print("not written")
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=5)
    print("reached")
except OSError:
    print("not reached")
print(before != os.readlink("/proc/self/ns/net"))
"""


def test_the_process_writes_no_file_and_reaches_no_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-c", SHUT_IN, str(tmp_path / "uit.txt"), str(server.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, cwd=SOURCES.parents[1], check=True)
    written, reached, has_own_network = done.stdout.split("\n")[:3]

    assert written == "not written"
    # Some machines give ordinary users no network of their own.
    assert reached == ("not reached" if has_own_network == "True" else "reached")
