import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from data_loaders.manifest import SourceEntry
from prepare import __main__ as command
from prepare.build import Built
from prepare.check_report import ExitStatus
from prepare.merging import Merged, Reviews
from prepare.problems import PublishingError, SourceError
from prepare.publish import Published
from prepare.tables import Rejects

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def unbounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits of a build would stay with the process of the tests."""
    monkeypatch.setattr(command, "bound", lambda *_: None)


def built(rejected: int, *, is_new: bool = True) -> Built:
    entry = SourceEntry("a.csv", "initiatives", "A", "H", "CC BY 4.0", "2026-11-23", 3 + rejected, 2, 1, rejected)
    nothing = pl.DataFrame()
    merged = Merged(nothing, nothing, nothing, nothing, Reviews.create_empty(), nothing)
    published = Published("2026-11-23-00000000", Path("releases/2026-11-23-00000000"), is_new)
    return Built(published, (entry,), Rejects.create_empty(), merged)


@pytest.mark.parametrize(("rejected", "status"), [(0, ExitStatus.ALL_TAKEN), (2, ExitStatus.SOME_REJECTED)])
@pytest.mark.parametrize("arguments", [["build"], []])
def test_status_says_whether_all_rows_were_taken(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    rejected: int,
    status: ExitStatus,
) -> None:
    monkeypatch.setattr("prepare.build.build", lambda *_, **__: built(rejected))
    monkeypatch.setattr("sys.argv", ["prepare"])

    assert command.main(arguments) == status
    said = capsys.readouterr().out
    assert f"a.csv: {3 + rejected} gelezen, 2 nieuw, 1 samengevoegd, {rejected} niet overgenomen" in said
    assert "Uitgave 2026-11-23-00000000" in said


def test_an_unchanged_build_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("prepare.build.build", lambda *_, **__: built(0, is_new=False))

    command.main(["build"])

    assert "Er is niets veranderd" in capsys.readouterr().out


@pytest.mark.parametrize(
    "problem",
    [
        SourceError("a.csv", "is leeg.", "Vul het bestand."),
        PublishingError(["Iets klopt niet."]),
        KeyboardInterrupt(),
    ],
)
def test_problems_are_reported_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], problem: BaseException
) -> None:
    def fail(*_: object, **__: object) -> Built:
        raise problem

    monkeypatch.setattr("prepare.build.build", fail)

    assert command.main(["build"]) == ExitStatus.UNUSABLE
    said = capsys.readouterr().err
    assert said.strip()
    assert "Traceback" not in said


def test_shrinking_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def note(*_: object, accept_shrink: bool, **__: object) -> Built:
        asked.append(accept_shrink)
        return built(0)

    monkeypatch.setattr("prepare.build.build", note)

    command.main(["build"])
    command.main(["build", "--accept-shrink"])

    assert asked == [False, True]


TOO_MUCH = """
import sys, time
from pathlib import Path
import prepare.__main__ as command
from prepare.limits import Limits

def build(folders, *, accept_shrink, progress):
    progress(1, 5, "initiatives/reus.csv")
    filled = []
    while True:
        filled.append(bytearray(1_000_000) if sys.argv[1] == "memory" else 0)
        filled = filled if sys.argv[1] == "memory" else []

import prepare.build
prepare.build.build = build
command.LIMITS = Limits(memory=400_000_000) if sys.argv[1] == "memory" else Limits(processor_seconds=int(time.process_time()) + 2)
command.main(["build"])
"""


@pytest.mark.parametrize("what", ["memory", "time"])
def test_a_source_that_needs_too_much_ends_the_build_and_is_named(what: str) -> None:
    done = subprocess.run([sys.executable, "-c", TOO_MUCH, what], capture_output=True, text=True, cwd=ROOT, check=False)

    assert done.returncode == 4
    assert "initiatives/reus.csv: Het lezen van dit bestand kostte te veel tijd of geheugen." in done.stderr
    assert "Er is niets gepubliceerd." in done.stderr
