"""A partner's choices that correct what was recognised in a list. They can be saved as a settings file for `prepare check`."""

import json
from dataclasses import dataclass, field, fields, replace


@dataclass(frozen=True)
class Choices:
    """The choices for one file. Fields have the names that they have in the settings file."""

    network: str = ""
    municipality: str = ""
    """The municipality of rows that name none."""
    themes: tuple[str, ...] = ()
    """The themes of rows that name none."""
    columns: dict[str, str] = field(default_factory=dict)
    """Name of a column → our field; "unused" leaves the column out."""
    categories: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Word in a column with themes → our themes; no themes leaves the word out."""

    def as_toml(self) -> str:
        """The choices as a settings file (TOML); empty if nothing was chosen."""
        chosen = {each.name: value for each in fields(self) if (value := getattr(self, each.name))}
        tables = {name: value for name, value in chosen.items() if isinstance(value, dict)}
        lines = [f"{name} = {_toml(value)}" for name, value in chosen.items() if name not in tables]
        for name, table in tables.items():
            lines += [f"[{name}]", *(f"{_toml(key)} = {_toml(value)}" for key, value in table.items())]
        return "".join(f"{line}\n" for line in lines)

    def with_column(self, header: str, read_as: str) -> "Choices":
        """These choices, with another field for a column."""
        return replace(self, columns={**self.columns, header: read_as})

    def with_category(self, word: str, themes: tuple[str, ...]) -> "Choices":
        """These choices, with other themes for a word."""
        return replace(self, categories={**self.categories, word: themes})

    def with_whole(self, name: str, value: str) -> "Choices":
        """These choices, with another `network`, `municipality` or `theme` for rows that name none."""
        if name == "theme":
            return replace(self, themes=(value,) if value else ())
        return replace(self, network=value) if name == "network" else replace(self, municipality=value)


def _toml(value: object) -> str:
    """A text or a list of texts in TOML, which is the same as in JSON, except for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
