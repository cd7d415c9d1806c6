"""The controls of the page: its parts, menus, and chips for what is chosen."""

from collections.abc import Iterable, Sequence

from data_loaders.schema import PartnerKind
from measures.filters import BY_FIELD, FILTERS, About
from pages.netwerken.choice import Level, NetworkChoice, NetworkSection
from ui.address import write, written
from ui.filter_words import chip_words, options
from ui.story import Choice, Control, ControlKind, ControlPlace
from ui.view import View

TABS = (NetworkSection.WHO, NetworkSection.HERE, NetworkSection.TABLE)
MENUS = {
    NetworkSection.WHO: ("thema", "provincie", "soort"),
    NetworkSection.HERE: ("provincie", "gemeente", "netwerk", "thema", "gezien"),
    NetworkSection.TABLE: ("provincie", "thema", "netwerk", "gezien"),
    NetworkSection.PARTNER: (),
}
OTHERS = {
    NetworkSection.WHO: {"q", "gemeente", "rol", "relatie"},
    NetworkSection.HERE: set[str](),
    NetworkSection.TABLE: {"gemeente", "rol", "soort"},
    NetworkSection.PARTNER: {"thema", "provincie", "gemeente", "gezien"},
}
"""Part → parameters that change it, besides its menus and the filters on status and age (which change every count)."""


def tabs(view: View, choice: NetworkChoice) -> Control:
    """The switch between parts of the page; each link keeps the choice."""
    parts = [
        Choice(
            view.t(f"netwerken.part.{part}"),
            view.here(deel=part, vak=None, naar=None, pagina=None),
            part is choice.part,
        )
        for part in TABS
    ]
    return Control("deel", view.t("netwerken.parts"), tuple(parts))


def menus(view: View, choice: NetworkChoice) -> Iterable[Control]:
    """The menus of this part. (The menus of the part with the drawing are in its directory.)"""
    place = ControlPlace.PANE if choice.part is NetworkSection.WHO else ControlPlace.HEAD
    for name in MENUS[choice.part]:
        if name == "soort":
            kinds = [(kind.value, view.t(f"netwerken.kind.{kind}"), kind in choice.kinds) for kind in PartnerKind]
            yield _menu(view, name, kinds, place)
            continue
        filter_ = next(each for each in FILTERS if each.parameter == name)
        offered = options(view, filter_)
        yield _menu(
            view,
            name,
            [(written(filter_.field, each.value, view.names), each.words, each.is_on) for each in offered],
            place,
        )


def _menu(view: View, name: str, offered: Sequence[tuple[str, str, bool]], place: ControlPlace) -> Control:
    """A menu from triples: a value for the address, its words, and whether it is on."""
    is_free = not any(is_on for *_, is_on in offered)
    # The first choice names the subject of the menu, so that the menu needs no label on screen.
    every = Choice(view.t(f"netwerken.every.{name}"), view.here(**{name: None}), is_free)
    listed = [Choice(words, view.here(**{name: value}), is_on, value=value) for value, words, is_on in offered]
    dropped = {name, "pagina", "vak", *(("gemeente", "plaats") if name == "provincie" else ())}
    keeps = [(key, value) for key, values in view.params.items() if key not in dropped for value in values]
    return Control(name, view.t(f"netwerken.menu.{name}"), (every, *listed), ControlKind.MENU, tuple(keeps), place)


def levels(view: View, choice: NetworkChoice) -> Control:
    """The switch between levels of regions."""
    offered = [
        Choice(
            view.t(f"netwerken.level_name.{level}"),
            view.here(niveau=level, vak=None),
            level is choice.level,
        )
        for level in Level
    ]
    return Control("niveau", view.t("netwerken.level"), tuple(offered))


def chips(view: View, choice: NetworkChoice) -> Control:
    """A chip for every filter that is on, changes this part, and has no menu here. A press takes the filter away."""
    chosen, part = [], choice.part
    for field, value in view.selection.active():
        filter_ = BY_FIELD[field]
        works = filter_.parameter in OTHERS[part] or (filter_.about is About.WHEN and part is not NetworkSection.WHO)
        if works and filter_.parameter not in MENUS[part]:
            left = write(view.selection.without(field, value), view.names)
            address = view.here(**{each.parameter: left.get(each.parameter) for each in BY_FIELD.values()}, vak=None)
            chosen.append(Choice(chip_words(view, field, value), address, True, value=f"{field}-{value}"))
    closed = {"rol": ("role", choice.roles), "soort": ("kind", choice.kinds), "relatie": ("relation", choice.relations)}
    for name, (words, values) in closed.items():
        for value in values if name in OTHERS[part] else ():
            others = [each.value for each in values if each is not value]
            address = view.here(**{name: others})
            chosen.append(Choice(view.t(f"netwerken.{words}.{value}"), address, True, value=str(value)))
    return Control("filters", view.t("netwerken.chosen"), tuple(chosen), ControlKind.CHIPS)
