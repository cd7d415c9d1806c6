"""Settings of one source: a small TOML file beside it, in which a person corrects what was recognised."""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

from data_loaders.documents import Document
from data_loaders.schema import Theme
from prepare.columns.field import Field
from prepare.language import Phrase, phrase
from prepare.messages import Problem, UnusableFileError


@dataclass(frozen=True)
class Settings:
    """The contents of `<file>.toml`; everything is optional."""

    columns: dict[str, str] = field(default_factory=dict)
    """Column name to field; "unused" leaves a column out."""
    sheet: str | None = None
    """Name of the sheet (or the layer of a GeoPackage) to read."""
    header_row: int | None = None
    delimiter: str | None = None
    encoding: str | None = None
    network: str | None = None
    """Name of a network that is added to every row."""
    municipality: str | None = None
    """For rows that name none."""
    themes: list[str] = field(default_factory=list)
    """For rows that name none."""
    categories: dict[str, list[str]] = field(default_factory=dict)
    """Category to the themes that it stands for; an empty list leaves the category out."""
    source_url: str | None = None
    source_title: str | None = None
    source_year: int | None = None


_KINDS: dict[str, tuple[type, Phrase]] = {
    "columns": (dict, Phrase.A_TABLE),
    "categories": (dict, Phrase.A_TABLE),
    "themes": (list, Phrase.A_LIST),
    "header_row": (int, Phrase.A_WHOLE_NUMBER),
    "source_year": (int, Phrase.A_WHOLE_NUMBER),
}
_LINE = re.compile(r"at line (\d+)")


class _SettingsError(ValueError):
    """Invalid settings; the message tells their maker what is wrong."""

    def __init__(self, which: Phrase, /, **details: object) -> None:
        super().__init__(phrase(which, **details))


def settings_path(path: Path) -> Path:
    """Path of the settings of the source at `path`: lijst.xlsx.toml beside lijst.xlsx."""
    return path.with_name(path.name + ".toml")


def read_settings(path: Path) -> Settings:
    """The settings of the source at `path`; the defaults when it has no settings file.

    Raises:
        UnusableFileError: the settings are not valid, or a link to another file.
    """
    beside = settings_path(path)
    try:
        values = _table(beside)
        _check(values)
    except _SettingsError as error:
        raise UnusableFileError(Problem.SETTINGS_INVALID, settings=beside.name, detail=str(error)) from error
    return Settings(**values)


def _table(beside: Path) -> Document:
    if beside.is_symlink():
        raise _SettingsError(Phrase.SETTINGS_LINK)
    try:
        return tomllib.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}
    except (OSError, ValueError) as error:
        line = _LINE.search(str(error))
        where = phrase(Phrase.AT_LINE, line=line[1]) if line else ""
        raise _SettingsError(Phrase.SETTINGS_NO_TOML, where=where) from error


def as_toml(settings: Settings) -> str:
    """`settings` as the text of a settings file, without default values."""
    given = {setting.name: getattr(settings, setting.name) for setting in fields(Settings)}
    tables = {name: value for name, value in given.items() if isinstance(value, dict) and value}
    lines = [f"{name} = {_toml(value)}" for name, value in given.items() if value and name not in tables]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{_toml(key)} = {_toml(value)}" for key, value in table.items())]
    return "\n".join([*lines, ""])


def _toml(value: object) -> str:
    """A value in TOML. Texts, lists and integers are written as in JSON, except for the character DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check(values: Document) -> None:
    known = [setting.name for setting in fields(Settings)]
    for name, value in values.items():
        if name not in known:
            raise _SettingsError(Phrase.SETTINGS_UNKNOWN, name=name, known=", ".join(known))
        kind, words = _KINDS.get(name, (str, Phrase.A_TEXT))
        if not isinstance(value, kind):
            raise _SettingsError(Phrase.SETTINGS_KIND, name=name, kind=phrase(words))
    _check_listed(
        Phrase.NO_SUCH_FIELD, values.get("columns", {}).values(), [known_field.value for known_field in Field]
    )
    themes = [theme.value for theme in Theme]
    _check_listed(Phrase.NO_SUCH_THEME, values.get("themes", []), themes)
    for word, meant in values.get("categories", {}).items():
        if not isinstance(meant, list):
            raise _SettingsError(Phrase.THEMES_NO_LIST, name=word)
        _check_listed(Phrase.NO_SUCH_THEME, meant, themes)
    delimiter = values.get("delimiter", ",")
    if len(delimiter) != 1 or delimiter in '"\r\n' or delimiter.isalnum():
        raise _SettingsError(Phrase.ONE_MARK)


def _check_listed(which: Phrase, values: Iterable[object], known: list[str]) -> None:
    for value in values:
        if value not in known:
            raise _SettingsError(which, name=value, known=", ".join(known))
