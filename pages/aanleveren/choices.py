"""What a person chose where the recognition was wrong or silent: kept as the settings file that the command reads too."""

import json
from dataclasses import dataclass, field, fields, replace


@dataclass(frozen=True)
class Choices:
    """Everything that overrules what was recognised in one file; the names are those of the settings file."""

    network: str = ""
    municipality: str = ""
    """For rows that name none."""
    themes: tuple[str, ...] = ()
    """For rows that name none."""
    columns: dict[str, str] = field(default_factory=dict)
    """Column to field; "unused" leaves it out."""
    categories: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Word in the columns with themes to our themes; without any the word is left out."""

    def as_toml(self) -> str:
        """The choices as the settings file that lies beside a list; empty when nothing was chosen."""
        chosen = {each.name: value for each in fields(self) if (value := getattr(self, each.name))}
        tables = {name: value for name, value in chosen.items() if isinstance(value, dict)}
        lines = [f"{name} = {_toml(value)}" for name, value in chosen.items() if name not in tables]
        for name, table in tables.items():
            lines += [f"[{name}]", *(f"{_toml(key)} = {_toml(value)}" for key, value in table.items())]
        return "".join(f"{line}\n" for line in lines)

    def with_column(self, header: str, read_as: str) -> "Choices":
        """The same, with another field for a column."""
        return replace(self, columns={**self.columns, header: read_as})

    def with_category(self, word: str, themes: tuple[str, ...]) -> "Choices":
        """The same, with other themes for a word."""
        return replace(self, categories={**self.categories, word: themes})

    def with_whole(self, name: str, value: str) -> "Choices":
        """The same, with another `network`, `municipality` or `theme` for the rows that name none."""
        if name == "theme":
            return replace(self, themes=(value,) if value else ())
        return replace(self, network=value) if name == "network" else replace(self, municipality=value)


def _toml(value: object) -> str:
    """Texts and lists of them are written in TOML as in JSON, except for one sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
