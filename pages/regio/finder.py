"""The page to find a region: a search box, a map of provinces, and all municipalities."""

from dataclasses import replace

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from geo.names import names_islands
from measures.region.own import FEWEST, MOST
from ui.address import LONGEST_NAME, one_line
from ui.age import initiatives_age
from ui.map_ground import Scene
from ui.numbers import long_date
from ui.region.choices import MUNICIPALITIES, NAME, OwnRegion
from ui.region.find import LONGEST, NamedRegion, RegionSuggestion, suggest
from ui.region.map import Beside, region_map, region_size
from ui.region.tables import region_tables
from ui.story import HttpStatus, Part, PartKind, PartPicture, Place, Story, links_part
from ui.view import View


def finder(view: View, named: NamedRegion | None, notes: tuple[str, ...], own: OwnRegion | None = None) -> Story:
    """The page if the address names no region, or one that is unknown or ambiguous."""
    sentence = view.t("regio.lead") if named is None else _unclear(view, named)
    typed = view.typed("zoek").strip()[:LONGEST] or (named.typed if named and not named.codes else "")
    choices = [(each.code, _words(view, each)) for each in suggest(view.snapshot, typed)] if typed else []
    if named and named.codes:
        names = dict(region_tables(view.snapshot).regions.select("code", "name").iter_rows())
        choices = [(code, names[code]) for code in named.codes]
    why = view.t("site.outside", name=typed) if names_islands(typed) else view.t("regio.nothing_found", query=typed)
    nothing = (why,) if typed and not choices and named is None else ()
    title, form = view.t("regio.title"), _own(view, own)
    ways = (_provinces(view), _municipalities(view))
    parts = (form, *ways) if own else (*ways, form)
    return Story(
        page="regio",
        title=title,
        answer=title,
        sentence=sentence,
        address="" if named or typed or own else "/regio",
        notes=(*notes, *nothing),
        parts=(_box(view, typed), *_choices(view, choices), *parts),
        status=HttpStatus.UNKNOWN if named and not named.codes else HttpStatus.FOUND,
    )


def _unclear(view: View, named: NamedRegion) -> str:
    if named.former_code:
        changes = region_tables(view.snapshot).municipality_changes.filter(pl.col("old_code") == named.former_code)
        day = long_date(changes["date"][0], view.language)
        return view.t("regio.split", name=changes["old_name"][0], date=day, parts=changes.height)
    if named.codes:
        return view.t("regio.several", query=named.typed)
    if names_islands(named.typed):
        return view.t("site.outside", name=named.typed[:60])
    level = view.t(f"regio.level.{named.level or RegionLevel.MUNICIPALITY}")
    return view.t("regio.unknown", query=named.typed[:60], level=level)


def _words(view: View, suggestion: RegionSuggestion) -> str:
    kind = view.t(f"regio.kind.{suggestion.kind}")
    same = suggestion.label == suggestion.hint
    return f"{suggestion.hint} ({kind})" if same else f"{suggestion.label} ({kind}) → {suggestion.hint}"


def _box(view: View, typed: str) -> Part:
    language = Markup('<input type="hidden" name="taal" value="en">') if view.language == "en" else Markup()
    body = Markup(
        '<form class="zoekregio" action="/regio" method="get">{}<label>{} '
        '<input type="search" name="zoek" maxlength="100" placeholder="{}" value="{}"></label>'
        '<button class="knop vol">{}</button></form>'
    ).format(language, view.t("regio.search"), view.t("regio.search_hint"), typed, view.t("site.show"))
    return Part("zoeken", view.t("regio.search"), kind=PartKind.TEXT, body=body, place=Place.HEAD, is_title_quiet=True)


def _own(view: View, own: OwnRegion | None) -> Part:
    """The part with a form for an own region: municipalities with commas between them, and a name."""
    language = Markup('<input type="hidden" name="taal" value="en">') if view.language == "en" else Markup()
    body = Markup(
        '<details{}><summary>{}</summary><p>{}</p><form class="zoekregio eigenregio" action="/regio" method="get">{}'
        '<label>{} <textarea name="{}" rows="3" maxlength="2000" required placeholder="{}">{}</textarea></label>'
        '<label>{} <input type="text" name="{}" maxlength="{}" value="{}"></label><button class="knop vol">{}</button></form></details>'
    ).format(
        Markup(" open") if own else "",
        view.t("regio.own_title"),
        view.t("regio.own_lead", fewest=str(FEWEST), total=str(MOST)),
        language,
        view.t("regio.own_which"),
        MUNICIPALITIES,
        view.t("regio.own_example"),
        own.typed if own else "",
        view.t("regio.own_name"),
        NAME,
        LONGEST_NAME,
        one_line(view.typed(NAME)),
        view.t("site.show"),
    )
    return Part(
        "eigen", view.t("regio.own_title"), kind=PartKind.TEXT, body=body, place=Place.HEAD, is_title_quiet=True
    )


def _choices(view: View, choices: list[tuple[str, str]]) -> list[Part]:
    if not choices:
        return []
    links = ((words, view.to_region(code)) for code, words in choices)
    return [links_part("keuze", view.t("regio.choose"), links, Place.HEAD)]


def _provinces(view: View) -> Part:
    """The part with a map of the provinces, each with its number of known initiatives and a link."""
    tables = region_tables(view.snapshot)
    rates = tables.rates.filter(pl.col("code").is_in(list(view.names.provinces))).sort("name")
    provinces = [
        Beside(code, name, view.to_region(code), known)
        for code, name, known in rates.select("code", "name", "known").iter_rows()
    ]
    scene = Scene(level=RegionLevel.PROVINCE, has_names=False)
    alt = view.t("regio.by_map_alt")
    name, known = view.t("list.province"), view.t("regio_deel.naast.known")
    return Part(
        "provincies",
        view.t("regio.by_province"),
        view.t("regio.provinces_sentence"),
        PartKind.FIGURE,
        rates.select(pl.col("name").alias(name), pl.col("known").cast(pl.Int64).alias(known)),
        links={name: [each.address for each in provinces]},
        body=region_map(view, replace(scene, size=region_size(scene)), provinces, alt),
        drawing=lambda: PartPicture(region_map(view, scene, provinces, alt)),
        source=view.t("kaart.source"),
        age=initiatives_age(view, view.snapshot.table("initiatives")),
        place=Place.SIDE,
    )


def _municipalities(view: View) -> Part:
    """The part with links to all municipalities by province, so that every page can be reached by links."""
    folds = []
    for province, name in view.names.provinces.items():
        inside = [code for code, of in view.names.province_of.items() if of == province]
        links = Markup().join(
            Markup('<li><a href="{}">{}</a></li>').format(view.to_region(code), view.names.municipalities[code])
            for code in sorted(inside, key=view.names.municipalities.__getitem__)
        )
        words = Markup("<summary>{} ({})</summary>").format(name, len(inside))
        to_province = Markup('<p><a href="{}">{}</a></p>').format(
            view.to_region(province), view.t("initiatieven.to_region", name=name)
        )
        folds.append(Markup('<details>{}{}<ul class="inhoud">{}</ul></details>').format(words, to_province, links))
    return Part("gemeenten", view.t("regio.by_list"), kind=PartKind.TEXT, body=Markup().join(folds), place=Place.HEAD)
