"""How the map is drawn: the parameters `weergave` (mode), `maat` (measure) and `sinds` (since)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from data_loaders.schema import RegionLevel
from measures.map_figures import Measure
from ui.address import YEARS, Note
from ui.view import View

Value = TypeVar("Value", bound=StrEnum)

YEARS_BACK = 10
"""Without `sinds` in the address, "started since" begins this many years before the data."""


class Mode(StrEnum):
    """Ways of drawing the map; the values are used in addresses."""

    BUBBLES = "bollen"
    MUNICIPALITIES = "gemeenten"
    COROPS = "corop"
    PROVINCES = "provincies"
    WHITE_SPOTS = "witte-vlekken"
    POINTS = "punten"
    NEED = "behoefte"
    """Two figures at once: one of Statistics Netherlands (CBS), and the known initiatives of its theme."""


LEVELS = {
    Mode.MUNICIPALITIES: RegionLevel.MUNICIPALITY,
    Mode.COROPS: RegionLevel.COROP,
    Mode.PROVINCES: RegionLevel.PROVINCE,
    Mode.WHITE_SPOTS: RegionLevel.MUNICIPALITY,
    Mode.NEED: RegionLevel.MUNICIPALITY,
}
"""Mode → level of the regions that it colours. Other modes draw circles."""

SHAPES = {
    RegionLevel.MUNICIPALITY: "municipalities",
    RegionLevel.COROP: "corops",
    RegionLevel.PROVINCE: "provinces",
}
"""Level → name of its shapes."""


@dataclass(frozen=True)
class MapChoice:
    """How to draw the map."""

    mode: Mode
    measure: Measure
    since: int
    notes: tuple[Note, ...] = ()

    @property
    def has_measure(self) -> bool:
        """Whether the reader can choose what the colours stand for."""
        return self.mode in LEVELS and self.mode not in {Mode.WHITE_SPOTS, Mode.NEED}


def read_map_choice(view: View) -> MapChoice:
    """Read the address. What cannot be drawn becomes bubbles or counts, with a note."""
    notes: list[Note] = []
    mode = _known(view, "weergave", list(Mode), Mode.BUBBLES, notes)
    measure = _known(view, "maat", list(Measure), Measure.COUNT, notes)
    if mode is Mode.POINTS and not view.selection.municipality:
        notes.append(Note("kaart.points_need_municipality", "weergave", mode))
        mode = Mode.BUBBLES
    has_figures = view.snapshot.table("context_values").height > 0
    if mode is Mode.NEED and (len(view.selection.themes) != 1 or not has_figures):
        notes.append(Note("kaart.need_one_theme", "weergave", mode))
        mode = Mode.BUBBLES
    if measure is Measure.SHARE and not view.selection.themes:
        notes.append(Note("kaart.share_needs_theme", "maat", measure))
        measure = Measure.COUNT
    if mode in {Mode.WHITE_SPOTS, Mode.NEED}:
        measure = Measure.COUNT if mode is Mode.WHITE_SPOTS else Measure.RATE
    return MapChoice(mode, measure, _since(view, notes), tuple(notes))


def _known(view: View, name: str, values: list[Value], default: Value, notes: list[Note]) -> Value:
    typed = view.typed(name)
    known = next((value for value in values if value.value == typed), None)
    if typed and known is None:
        notes.append(Note("address.unknown_value", name, typed[:40]))
    return known or default


def _since(view: View, notes: list[Note]) -> int:
    typed = view.typed("sinds")
    if typed.isascii() and typed.isdigit() and len(typed) == 4 and int(typed) in YEARS:
        return int(typed)
    if typed:
        notes.append(Note("address.unknown_value", "sinds", typed[:40]))
    return view.snapshot.date.year - YEARS_BACK


def offered_measures(view: View) -> list[Measure]:
    """The measures that a reader can choose. A share needs a chosen theme."""
    return [measure for measure in Measure if measure is not Measure.SHARE or view.selection.themes]


def choice_words(view: View, label: str, value: StrEnum) -> str:
    """A mode or a measure in words; `label` is the key of its texts."""
    return view.t(f"{label}_{value.replace('-', '_')}")
