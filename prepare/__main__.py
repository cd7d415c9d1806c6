"""`python -m prepare`: try a partner's file, or prepare everything in `data/sources`."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data_loaders.checked import CheckReport
from data_loaders.remote import SCHEME
from data_loaders.store import PREPARED
from prepare.check_report import ExitStatus, status_of
from prepare.limits import LIMITS
from prepare.messages import Problem, message
from prepare.problems import PublishingError, SourceError
from prepare.task import Task
from prepare.worker import OwnDataError, bound, check_file

if TYPE_CHECKING:
    from prepare.build import Built

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = PROJECT / "data" / "sources"
RAW_GEOGRAPHY = PROJECT.parent / "shared" / "sources" / "geo"
"""Default folder of the raw geography; `SAMENKAART_GEO` names another one."""
_BAR_WIDTH = 24


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the result is the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file's name may hold characters that the screen cannot show.
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(given or ["build"])
    try:
        return int(COMMANDS[options.command](options))
    except BrokenPipeError:
        # Whoever reads our output, such as `head`, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.ALL_TAKEN
    except KeyboardInterrupt:
        print("\nAfgebroken. Wat er stond is heel gebleven.", file=sys.stderr)
    except (SourceError, PublishingError, OwnDataError) as error:
        print(error, file=sys.stderr)
    return ExitStatus.UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m prepare", description="Van bronbestanden naar gegevens.")
    parser.add_argument("--sources", type=Path, default=SOURCES, help="map met bronnen (data/sources)")
    parser.add_argument("--prepared", type=Path, default=_prepared(), help="map met voorbereide gegevens")
    parser.set_defaults(command="build", accept_shrink=False)
    commands = parser.add_subparsers(dest="command", help="zonder opdracht: build")
    trial = commands.add_parser("check", help="probeer een bestand zonder iets te veranderen")
    trial.add_argument(
        "file", type=Path, help="CSV, XLSX, ODS, JSON, GeoPackage, KML, GPX of Shapefile in een ZIP-bestand"
    )
    trial.add_argument("--network", help="netwerk dat het bestand stuurt, bijvoorbeeld 'Energie Samen'")
    trial.add_argument("--json", action="store_true", help="verslag als JSON op de standaarduitvoer")
    trial.add_argument("--report", type=Path, metavar="MAP", help="schrijf het verslag ook als CSV en HTML in deze map")
    sent = commands.add_parser("send", help="breng de voorbereide gegevens naar objectopslag, waar de site ze haalt")
    sent.add_argument("address", help="s3://emmer/map")
    whole = commands.add_parser("build", help="bereid alles in de map met bronnen voor")
    whole.add_argument("--accept-shrink", action="store_true", help="publiceer ook als er minder in staat dan eerst")
    harvested = commands.add_parser("harvest", help="haal de lijsten op die in harvest.toml staan")
    harvested.add_argument("--accept-shrink", action="store_true", help="neem ook lijsten over die veel kleiner werden")
    bulk = commands.add_parser("bulk", help="maak de bestanden waarin een uitgave te downloaden is")
    bulk.add_argument("--version", help="dataversie (zonder: de uitgave in gebruik)")
    return parser


def _prepared() -> Path:
    given = os.environ.get("SAMENKAART_DATA") or ""
    return Path(PREPARED if given.startswith(SCHEME) or not given else given)


def _check(options: argparse.Namespace) -> ExitStatus:
    # Import only what this command needs, so that the other commands start quickly.
    from prepare.report import as_text, write_reports  # noqa: PLC0415

    answer = check_file(Task(options.file, options.prepared, options.sources, options.network))
    report = CheckReport.from_json(answer)
    print(answer if options.json else as_text(report))
    if options.report:
        write_reports(report, options.report, datetime.now(UTC).date())
    return status_of(report)


def _build(options: argparse.Namespace) -> ExitStatus:
    from prepare.build import Folders, build  # noqa: PLC0415

    progress = _Progress()
    bound(LIMITS, lambda: print(progress.too_much(), file=sys.stderr, flush=True))
    geography = Path(os.environ.get("SAMENKAART_GEO") or RAW_GEOGRAPHY)
    folders = Folders(options.sources, options.prepared, geography)
    built = build(folders, accept_shrink=options.accept_shrink, progress=progress)
    print(_summary(built))
    return ExitStatus.SOME_REJECTED if any(source.rejected for source in built.sources) else ExitStatus.ALL_TAKEN


def _send(options: argparse.Namespace) -> ExitStatus:
    from prepare.send import send  # noqa: PLC0415

    print(f"Uitgave {send(options.prepared, options.address)} staat in {options.address}")
    return ExitStatus.ALL_TAKEN


def _bulk(options: argparse.Namespace) -> ExitStatus:
    from data_loaders.releases import release  # noqa: PLC0415
    from data_loaders.snapshot import load_snapshot  # noqa: PLC0415
    from prepare.bulk.make import make_bulk  # noqa: PLC0415

    in_use = load_snapshot(options.prepared)
    try:
        chosen = release(in_use, options.version or in_use.version)
    except KeyError:
        print(f"Uitgave {options.version!r} is er niet. Kijk in {in_use.folder.parent}.", file=sys.stderr)
        return ExitStatus.UNUSABLE
    print(make_bulk(chosen))
    return ExitStatus.ALL_TAKEN


def _harvest(options: argparse.Namespace) -> ExitStatus:
    from prepare.harvest.run import harvest_all  # noqa: PLC0415

    outcomes = list(harvest_all(options.sources, datetime.now(UTC).date(), accept_shrink=options.accept_shrink))
    for outcome in outcomes:
        print(f"{outcome.file}: {outcome.words}")
    if not outcomes:
        print("Er is geen adres om op te halen (data/sources/harvest.toml).")
    return ExitStatus.SOME_REJECTED if any(outcome.is_wrong for outcome in outcomes) else ExitStatus.ALL_TAKEN


COMMANDS = {"check": _check, "build": _build, "send": _send, "bulk": _bulk, "harvest": _harvest}


class _Progress:
    """Shows how far a build is, and remembers the current step for the message when memory or time runs out."""

    def __init__(self) -> None:
        self._what = ""

    def __call__(self, done: int, total: int, what: str) -> None:
        self._what = what
        if sys.stderr.isatty():
            filled = _BAR_WIDTH * done // total
            end = "\n" if done == total else ""
            print(f"\r\x1b[K[{'#' * filled}{'.' * (_BAR_WIDTH - filled)}] {what}", end=end, file=sys.stderr, flush=True)

    def too_much(self) -> str:
        """The message when a build needs too much memory or time: which step, why, and what helps."""
        problem = message(Problem.FILE_TOO_SLOW)
        return f"\n{self._what}: {problem.reason} {problem.remedy} Er is niets gepubliceerd."


def _summary(built: "Built") -> str:
    lines = [
        f"{source.file}: {source.read} gelezen, {source.accepted} nieuw, "
        f"{source.merged} samengevoegd, {source.rejected} niet overgenomen"
        for source in built.sources
    ]
    new = "Uitgave" if built.published.is_new else "Er is niets veranderd; uitgave"
    folder = built.published.folder
    return "\n".join(
        [
            *lines,
            f"{built.merged.reviews.height} paren om te beoordelen: {folder / 'review.csv'}",
            f"{built.rejects.height} meldingen over rijen: {folder / 'rejects.html'}",
            f"{new} {built.published.version}",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
