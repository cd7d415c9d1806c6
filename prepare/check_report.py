"""What a check of a file is for who runs it as a command: an exit status, and messages as a table."""

from dataclasses import asdict
from enum import IntEnum

import polars as pl

from data_loaders.checked import CheckReport, ReportMessage
from prepare.columns.field import Field
from prepare.language import speaking
from prepare.messages import Problem, UnusableFileError
from prepare.tables import Rejects
from prepare.task import Task


class ExitStatus(IntEnum):
    """Exit statuses of `python -m prepare check`."""

    ALL_TAKEN = 0
    SOME_REJECTED = 1
    UNUSABLE = 2


def status_of(report: CheckReport) -> ExitStatus:
    """Exit status of the command."""
    if not report.usable:
        return ExitStatus.UNUSABLE
    return ExitStatus.SOME_REJECTED if report.rejected else ExitStatus.ALL_TAKEN


def recognised(report: CheckReport) -> dict[str, str]:
    """Column as its maker wrote it to what it is read as."""
    fields = {column.header: column.field for column in report.columns}
    return {header: field for header, field in fields.items() if field and field != Field.UNUSED}


def rejects_of(report: CheckReport) -> pl.DataFrame:
    """The messages as `prepare.tables.Rejects`."""
    rows = [{"file": report.file, **asdict(entry)} for entry in report.messages]
    return Rejects.validate(pl.DataFrame(rows, schema=Rejects.create_empty().schema))


def unusable(task: Task, problem: Problem) -> CheckReport:
    """The report on a file of which nothing was read because of `problem`."""
    with speaking(task.language):
        about = UnusableFileError(problem).message
    entry = ReportMessage(None, None, None, about.problem, about.reason, about.remedy, rejected=True)
    return CheckReport(task.file.name, False, 0, 0, 0, 0, 0, [], [], [], [entry])


def report_messages(rejects: pl.DataFrame) -> list[ReportMessage]:
    """Rows of `prepare.tables.Rejects` as messages."""
    return [ReportMessage(**entry) for entry in rejects.drop("file").iter_rows(named=True)]
