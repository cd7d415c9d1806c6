"""The small TOML file beside a source, in which a person overrules what was recognised."""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from data_loaders.schema import Theme
from prepare.messages import Problem, UnusableFileError
from prepare.recognise import Field


@dataclass(frozen=True)
class Settings:
    """What may stand in `<file>.toml`; everything may be left out."""

    columns: dict[str, str] = field(default_factory=dict)
    """Column name to field; "unused" leaves a column out."""
    sheet: str | None = None
    """Name of the sheet (or of the layer of a GeoPackage)."""
    header_row: int | None = None
    delimiter: str | None = None
    encoding: str | None = None
    network: str | None = None
    """The network that every row belongs to."""
    municipality: str | None = None
    """For rows that name none."""
    themes: list[str] = field(default_factory=list)
    """For rows that name none."""
    source_url: str | None = None
    source_title: str | None = None
    source_year: int | None = None


_KINDS: dict[str, tuple[type, str]] = {
    "columns": (dict, "een tabel"),
    "themes": (list, "een lijst"),
    "header_row": (int, "een heel getal"),
    "source_year": (int, "een heel getal"),
}


def settings_path(path: Path) -> Path:
    """Where the settings of the source at `path` stand: lijst.xlsx.toml beside lijst.xlsx."""
    return path.with_name(path.name + ".toml")


def read_settings(path: Path) -> Settings:
    """The settings of the source at `path`; the defaults when it has none.

    Raises:
        UnusableFileError: the settings are not valid.
    """
    beside = settings_path(path)
    try:
        found = tomllib.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}
        _check(found)
    except (OSError, ValueError) as error:
        raise UnusableFileError(Problem.SETTINGS_INVALID, settings=beside.name, detail=str(error)) from error
    return Settings(**found)


def _check(found: dict[str, Any]) -> None:
    known = [setting.name for setting in fields(Settings)]
    for name, value in found.items():
        if name not in known:
            raise ValueError(f"'{name}' bestaat niet; kies uit {', '.join(known)}.")
        kind, words = _KINDS.get(name, (str, "een tekst"))
        if not isinstance(value, kind):
            raise ValueError(f"'{name}' moet {words} zijn.")
    _check_listed("kolom", found.get("columns", {}).values(), [known_field.value for known_field in Field])
    _check_listed("thema", found.get("themes", []), [theme.value for theme in Theme])
    delimiter = found.get("delimiter", ",")
    if len(delimiter) != 1 or delimiter in '"\r\n' or delimiter.isalnum():
        raise ValueError("'delimiter' moet een enkel leesteken zijn.")


def _check_listed(what: str, values: Any, known: list[str]) -> None:
    for value in values:
        if value not in known:
            raise ValueError(f"{what} '{value}' bestaat niet; kies uit {', '.join(known)}.")
