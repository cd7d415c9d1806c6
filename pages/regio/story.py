"""The stories of the page of regions, and the choice between them.

Parameters: `?gemeente=…`, `?provincie=…`, `?corop=…` name a region; `?vergelijk=…` one to compare with; `?zoek=…` searches.
"""

from data_loaders.schema import RegionLevel
from pages.regio.compared import compared
from pages.regio.finder import finder
from ui.address import Note
from ui.filter_words import note_words
from ui.names import BESIDE
from ui.region.choices import MUNICIPALITIES, group_notes, own_region
from ui.region.find import PARAMETERS, NamedRegion, ask, straight_to
from ui.region.profiled import own_profiled, profiled
from ui.story import HttpStatus, Story
from ui.view import View

MOST_ASKED = 12
SEVERAL = ("address.split_municipality", "address.several_places")


def named_regions(view: View) -> list[NamedRegion]:
    """All regions that the address names, in the order of the parameters."""
    named = [(level, typed) for name, level in PARAMETERS.items() for typed in view.params.get(name, [])]
    beside = [(None, typed) for typed in view.params.get(BESIDE, [])]
    parameters = [(level, typed) for level, typed in [*named, *beside] if typed.strip()]
    # Larger regions beside a municipality come from the filters of the map, not from a wish to compare.
    levels = [level for level, _ in parameters]
    if not beside and levels.count(RegionLevel.MUNICIPALITY) == 1 and len(set(levels)) == len(levels):
        parameters = parameters[:1]
    return [ask(view.snapshot, typed, level) for level, typed in parameters[:MOST_ASKED]]


def notes(view: View) -> tuple[str, ...]:
    """Notes about parameters that could not be used, except those about the region itself, for which the page has other words."""
    is_own = bool(view.typed(MUNICIPALITIES))
    own = [note for note in view.notes if note.parameter not in PARAMETERS and (is_own or note.key not in SEVERAL)]
    many = len(view.params.get(BESIDE, [])) > MOST_ASKED
    too_many = [Note("address.too_many", BESIDE, str(MOST_ASKED))] if many else []
    return tuple(note_words(view, [*own, *group_notes(view), *too_many]))


def _around(view: View, named: list[NamedRegion]) -> tuple[str, str] | None:
    """If the address asks for a place as a municipality: the address of the municipality in which it lies."""
    municipality = view.selection.municipality
    is_place = [(each.level, each.codes) for each in named] == [(RegionLevel.MUNICIPALITY, ())]
    return ("gemeente", view.names.municipalities[municipality]) if is_place and municipality else None


def story(view: View) -> Story:
    """The page that the address asks for: one region, a comparison, or the finder."""
    own = own_region(view)
    beside = [ask(view.snapshot, typed, None) for typed in view.params.get(BESIDE, []) if typed.strip()][:MOST_ASKED]
    if own is not None and own.is_whole and beside:
        return compared(view, beside, notes(view), own)
    if own is not None:
        return own_profiled(view, own, notes(view)) if own.is_whole else finder(view, None, notes(view), own)
    typed, named = view.typed("zoek").strip(), named_regions(view)
    forward = straight_to(view.snapshot, typed) if typed and not named else _around(view, named)
    if forward:
        title = view.t("regio.nav")
        return Story("regio", title, title, status=HttpStatus.ELSEWHERE, forward=view.link("regio", **dict([forward])))
    if len(named) > 1:
        return compared(view, named, notes(view))
    if len(named) == 1 and len(named[0].codes) == 1:
        return profiled(view, named[0], notes(view))
    return finder(view, named[0] if named else None, notes(view))
