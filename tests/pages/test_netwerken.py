"""The story of the networks page: counts, texts and addresses, without a browser."""

import re
from dataclasses import replace
from functools import cache
from html import unescape
from urllib.parse import parse_qs, urlsplit

import networkx as nx
import polars as pl
import pytest

from data_loaders.schema import TABLES, PartnerRole
from data_loaders.snapshot import Snapshot
from data_loaders.store import current
from geo.placing import width_px
from measures.networks import CellState, NetworkTables, active_in, initiatives_in, unlisted_networks
from measures.seen import Period
from pages.netwerken.cells import shade
from pages.netwerken.choice import Layout, NetworkSection
from pages.netwerken.drawing import TEXT_PX, Edge, Lit
from pages.netwerken.partner import age_counts
from pages.netwerken.story import story
from pages.netwerken.words import SIGNS
from tests.pages.harness import html, open_page, problems
from tests.test_theme import contrast
from ui import palette
from ui.map_key import wrapped
from ui.palette import Ground
from ui.plain.render import story_html
from ui.story import ControlKind, HttpStatus, Story
from ui.story import Part as StoryPart
from ui.view import data_of, view_of


@cache
def told(address: str = "") -> Story:
    """The story at `/netwerken?<address>`."""
    return story(view_of(parse_qs(address)))


@cache
def shown(address: str = "") -> str:
    """The same story as HTML."""
    view = view_of(parse_qs(address))
    return str(story_html(view, story(view)))


KNOWN_ONLY = "Geen bekende relatie wil niet zeggen dat die er niet is."


def part(address: str, name: str) -> StoryPart:
    found = told(address).part(name)
    assert found, (address, name)
    return found


def real_tables() -> NetworkTables:
    names = ("initiatives", "partners", "relations", "regions")
    return NetworkTables(**{name: current().table(name) for name in names})


@cache
def relations() -> "nx.Graph[str]":
    """Number of partners, and of known relations between them, ignoring direction."""
    graph: nx.Graph[str] = nx.Graph(current().table("relations").select("from_partner", "to_partner").iter_rows())
    graph.add_nodes_from(current().table("partners")["partner_id"])
    return graph


# ---- who works with whom


def test_the_heading_counts_partners_and_relations_and_says_which_are_connected() -> None:
    page = told()

    reached = len(nx.node_connected_component(relations(), "wdhs"))
    everyone = relations().number_of_nodes()
    core = current().table("partners").filter(role=PartnerRole.CORE.value).height
    assert page.answer == f"{everyone} partners en {real_tables().real_relations.height} bekende relaties"
    assert f"{core} kernpartners" in page.sentence
    assert (
        f"Met elkaar verbonden zijn {reached} partners; van {everyone - reached} kennen wij geen weg" in page.sentence
    )


def test_every_partner_is_a_link_in_the_drawing_or_in_the_words_under_it() -> None:
    body = str(part("", "tekening").body)

    linked = re.findall(r'data-keuze="partner=([^"]+)"', body)
    assert sorted(linked) == sorted(current().table("partners")["partner_id"])
    assert f"Zonder bekende weg naar de coalitie: {26}" in body


def test_every_name_in_the_drawing_is_whole() -> None:
    body = str(part("", "tekening").body)

    box = re.search(r'class="ringen" viewBox="(-?\d+) 0 (\d+) (\d+)"', body)
    assert box
    left, wide = int(box[1]), int(box[2])
    place = re.compile(
        r'class="partner [^>]*outer[^>]*><title>[^<]*</title><g transform="translate\(([\d.]+) [\d.]+\)">.*?'
        r'<text text-anchor="(\w+)" x="(-?\d+)"[^>]*>([^<]+)</text>'
    )
    outer = place.findall(body)
    assert len(outer) > 40
    for x, anchor, moved, name in outer:
        end = float(x) + float(moved) + (1 if anchor == "start" else -1) * width_px(unescape(name), TEXT_PX)
        assert left <= end <= left + wide, name


def test_a_chosen_partner_keeps_every_place_and_lights_its_own_relations() -> None:
    places = re.compile(r"translate\([\d. ]+\)")
    before, after = str(part("", "tekening").body), str(part("netwerk=nlzve&deel=tekening", "tekening").body)

    assert places.findall(before) == places.findall(after)
    near = {*relations()["nlzve"]} & set(re.findall(r'data-keuze="partner=([^"]+)"', before))
    clear = re.findall(r'class="partner rol-\w+ \w+ "[^>]*data-keuze="partner=([^"]+)"', after)
    assert set(clear) == near
    assert (
        len(re.findall(r'class="band \w+ aan"', after))
        == real_tables()
        .real_relations.filter((pl.col("from_partner") == "nlzve") | (pl.col("to_partner") == "nlzve"))
        .height
    )
    assert 'aria-current="true" ' in after or 'aria-current="true"><title>' in after


def test_from_a_chosen_partner_another_can_be_searched_for() -> None:
    form = re.search(r'<form[^>]* role="search">.*?</form>', str(part("netwerk=lsa&deel=tekening", "gekozen").body))

    assert form
    assert 'name="q"' in form[0]
    assert 'name="netwerk"' not in form[0]  # what it finds takes the place of the chosen one


def test_a_chosen_partner_is_described_in_words_with_steps() -> None:
    steps = list(nx.single_source_shortest_path_length(relations(), "lsa", cutoff=2).values())

    assert told("netwerk=lsa&deel=tekening").sentence == (
        f"Rond LSA Bewoners: {steps.count(1)} op één stap en nog {steps.count(2)} op twee stappen. {KNOWN_ONLY}"
    )
    body = str(part("netwerk=lsa&deel=tekening", "gekozen").body)
    for other in relations()["lsa"]:
        assert f'href="/netwerken?netwerk={other}"' in body


def test_the_path_between_two_partners_is_given_in_words() -> None:
    address = "netwerk=lsa&naar=bokd&deel=tekening"

    steps = nx.shortest_path_length(relations(), "lsa", "bokd")
    assert (
        told(address).sentence == f"Van LSA Bewoners naar BOKD is de kortste bekende weg {steps} stappen. {KNOWN_ONLY}"
    )
    assert "LSA Bewoners → " in part(address, "gekozen").body


def test_no_known_path_is_not_called_no_path() -> None:
    reached = nx.node_connected_component(relations(), "lsa")
    apart = current().table("partners").filter(~pl.col("partner_id").is_in(list(reached))).row(0, named=True)

    page = told(f"netwerk=lsa&naar={apart['partner_id']}&deel=tekening")

    assert page.sentence == f"Wij kennen geen weg tussen LSA Bewoners en {apart['name']}. {KNOWN_ONLY}"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("rol=kernpartner", pl.col("role") == "kernpartner"),
        ("soort=koepel&soort=fonds", pl.col("kind").is_in(["koepel", "fonds"])),
        ("provincie=Limburg", pl.col("province_codes").list.contains("PV31")),
        ("thema=energie", pl.col("themes").list.contains("energie")),
        ("q=LÁNSCO", pl.col("partner_id") == "lansco"),
        ("q=ditbestaatnietwaarschijnlijk", pl.lit(False)),
    ],
)
def test_filters_narrow_the_directory_and_light_the_drawing(address: str, expected: pl.Expr) -> None:
    partners = current().table("partners")
    wanted = partners.filter(expected)
    listed = part(address, "partners")

    assert f"{wanted.height} van de {partners.height} partners" in listed.sentence
    assert listed.rows.height == wanted.height
    assert ("Haal een filter weg" in listed.body) is wanted.is_empty()
    body = str(part(address, "tekening").body)
    hollow = re.findall(r'class="(?:partner rol-\w+ \w+ )?uit"[^>]*data-keuze="partner=([^"]+)"', body)
    assert {*hollow}.isdisjoint(wanted["partner_id"])
    assert len(hollow) == partners.height - wanted.height


def test_the_directory_has_the_coalition_apart_from_its_core_partners() -> None:
    body = str(part("", "partners").body)

    groups = re.findall(r'id="rol-(\w+)">.*?<b>[^<]+</b><span class="getal">(\d+)</span>', body)
    partners = current().table("partners")
    assert [(role, int(count)) for role, count in groups] == [
        (role.value, partners.filter(role=role.value).height) for role in PartnerRole
    ]
    assert dict(groups)["coalitie"] == "1"


def test_networks_outside_the_directory_are_counted_by_name() -> None:
    outside = unlisted_networks(current().table("initiatives")).height

    assert f"Bronnen noemen {outside} netwerken" in part("", "netwerken-buiten-lijst").sentence


def test_lit_is_a_way_a_focus_or_all() -> None:
    edge: Edge = {"from_partner": "a", "to_partner": "b", "kind": "steunt"}

    assert [Lit().of_relation(edge), Lit({"a"}).of_relation(edge), Lit({"a", "b"}).of_relation(edge)] == ["", "uit", ""]
    assert [Lit({"a", "b"}, "a").of_relation(edge), Lit({"c"}, "c").of_relation(edge)] == ["aan", "uit"]
    assert [Lit(way=["a", "b"]).of_relation(edge), Lit(way=["a", "c", "b"]).of_relation(edge)] == ["aan", "uit"]
    assert Lit(None, "a").of_partner("a") == "gekozen"


def test_names_break_between_words_only() -> None:
    assert wrapped("Nederland Zorgt Voor Elkaar", TEXT_PX, 110) == ["Nederland Zorgt", "Voor Elkaar"]
    assert wrapped("Stadmakerscoöperatie", TEXT_PX, 20) == ["Stadmakerscoöperatie"]


# ---- one partner


@pytest.mark.parametrize("partner", current().table("partners")["partner_id"].to_list()[::9])
def test_a_partner_page_counts_what_the_measure_counts(partner: str) -> None:
    page, found = told(f"netwerk={partner}"), initiatives_in(real_tables(), network=partner)

    assert page.status is HttpStatus.FOUND
    assert (f"Wij kennen {found.height} initiatie" in page.sentence) is (found.height > 0)
    assert part(f"netwerk={partner}", "initiatieven").file_rows().height == found.height  # type: ignore[misc]  # this part has its rows as a file
    assert part(f"netwerk={partner}", "op-de-kaart").rows.select(pl.last().sum()).item() == found.height


def test_a_partner_with_regional_initiatives_says_where_they_are_and_counts_them_in_no_province() -> None:
    story, note = told("netwerk=herenboeren"), part("netwerk=herenboeren", "op-de-kaart").note

    assert story.sentence.endswith("regionaal of landelijk; die tellen in geen gemeente mee.")
    assert "Plaatselijk geen bekend in " in note
    assert "Herenboeren Rorik (Beverwijk)" in note


def test_core_partners_by_name_and_by_a_source_stand_side_by_side() -> None:
    assert "staan 9 kernpartners. Een bron telde er 8 in 2024; bronnen noemen niet steeds dezelfde." in told().sentence


def test_years_of_relations_are_called_what_they_are() -> None:
    age = part("", "relaties").age

    assert "relaties begonnen " in age
    assert "cijfers" not in age


def test_umbrella_and_member_are_both_listed() -> None:
    page = told("netwerk=doen")

    assert "Wij kennen 10 initiatieven bij Stichting DOEN" in page.sentence
    assert "Bronnen noemen 1 keer deze partner zelf" in page.limits


def test_how_old_what_we_know_adds_up_and_the_unknown_is_dashed() -> None:
    rows = initiatives_in(real_tables(), network="lsa")
    counts = age_counts(rows, 2026)

    assert sum(count for _, count in counts) == rows.height
    assert counts[-1] == (Period(), rows["seen_year"].null_count())
    assert '<i class="onbekend"' in part("netwerk=lsa", "ouderdom").body


def test_what_is_not_known_of_a_partner_is_one_line() -> None:
    unknown = current().table("partners").filter(pl.col("municipality_code").is_null())["partner_id"][0]
    assert re.search(r"Niet bekend: .*vestiging", part(f"netwerk={unknown}", "feiten").note)


def test_members_stand_with_their_year() -> None:
    row = current().table("partners").drop_nulls(["members_count", "members_year"]).row(0, named=True)

    facts = dict(part(f"netwerk={row['partner_id']}", "feiten").rows.iter_rows())
    assert facts["Leden"] == f"{row['members_count']:,}".replace(",", ".")
    assert facts["Leden in jaar"] == str(row["members_year"])


def test_a_partner_says_how_it_is_shown_elsewhere() -> None:
    body = unescape(str(part("netwerk=lsa&taal=en", "insluiten").body))

    assert "/netwerken?netwerk=lsa&taal=en&embed=1" in unescape(body)


def test_an_unknown_partner_gets_a_page_with_similar_names() -> None:
    page = told("netwerk=lsa-bewoner")

    assert page.status is HttpStatus.UNKNOWN
    links = page.parts[0].links
    assert "/netwerken?netwerk=lsa" in next(iter(links.values()))


# ---- where active


@pytest.mark.parametrize("own", ["", "&netwerk=lsa"])
def test_a_region_has_the_same_networks_whoever_is_chosen(own: str) -> None:
    # "Wrong count of networks" in what readers met: choosing LSA took it out of the count and the list.
    address = f"deel=hier&provincie=Utrecht{own}"
    found = active_in(real_tables(), "PV26")

    page, listed = told(address), part(address, "wie-hier-actief")
    named, active = found.filter(pl.col("own") > 0), found.filter(pl.col("initiatives") > 0)
    assert page.answer == f"{named.height} netwerken worden genoemd bij initiatieven in Utrecht"
    assert listed.sentence.startswith(f"{active.height} netwerken")
    assert listed.rows.height == found.height
    assert listed.body.count('<th scope="row">') == active.height
    assert f"Nog {found.height - active.height} netwerken zeggen" in page.limits
    assert ("LSA Bewoners kennen wij er hier 10" in page.sentence) is bool(own)
    assert ('class="gekozen"' in listed.body) is bool(own)


@pytest.mark.parametrize(("level", "regions"), [("provincie", 12), ("corop", 40), ("gemeente", 342)])
@pytest.mark.parametrize("network", ["", "lsa"])
def test_every_region_is_counted_once_whatever_the_level(level: str, regions: int, network: str) -> None:
    name = f"bereik-{network}" if network else "regios"
    found = part(f"deel=hier&netwerk={network}&niveau={level}", name)

    counts = [int(count) for count in re.findall(r"(?<=[a-z]) (\d+)", found.sentence.split(":")[1])]
    assert sum(counts) == found.rows.height == regions
    assert found.body.count('path class="stand-') == regions


def test_inside_a_province_its_municipalities_are_shown() -> None:
    found = part("deel=hier&provincie=Utrecht&niveau=gemeente&netwerk=lsa", "bereik-lsa")

    assert found.rows.height == 26
    assert "provincie=Utrecht" in found.body


# ---- table

CELLS = [
    ("vak=~&provincie=Limburg", {"region": "PV31"}),
    ("vak=lsa~", {"network": "lsa"}),
    ("vak=lsa~PV26", {"network": "lsa", "region": "PV26"}),
    ("vak=~PV26", {"region": "PV26"}),
    ("vak=geen_netwerk~PV31", {"network": "geen_netwerk", "region": "PV31"}),
    ("vak=ander_netwerk~&provincie=Limburg", {"network": "ander_netwerk", "region": "PV31"}),
    ("opzet=netwerk-thema&vak=katalys~zorg", {"network": "katalys", "theme": "zorg"}),
    ("opzet=regio-thema&vak=PV31~zorg", {"region": "PV31", "theme": "zorg"}),
    ("opzet=regio-thema&vak=PV20~&netwerk=groninger-dorpen", {"region": "PV20", "network": "groninger-dorpen"}),
]


@pytest.mark.parametrize(("address", "expected"), CELLS)
def test_a_cell_in_the_address_opens_its_initiatives(address: str, expected: dict[str, str]) -> None:
    found = initiatives_in(real_tables(), **expected).height  # type: ignore[arg-type]  # themes are str
    cell = part(f"deel=tabel&{address}", "vak")

    assert f"wij kennen {found} initiatie" in cell.sentence
    assert cell.file_rows().height == found  # type: ignore[misc]  # this part has its rows as a file


@pytest.mark.parametrize("cell", ["~~~", "nep~nep", "<img src=x>~PV31", "lsa~PV99"])
def test_a_cell_that_does_not_exist_opens_nothing_else(cell: str) -> None:
    assert told(f"deel=tabel&vak={cell}").part("vak") is None


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("level", ["provincie", "corop", "gemeente"])
def test_every_cross_table_holds_every_initiative(layout: Layout, level: str) -> None:
    address = f"deel=tabel&opzet={layout}&niveau={level}&alle=ja"

    count = current().table("initiatives").height
    assert f"{count:,}".replace(",", ".") in told(address).answer
    rows = part(address, "kruistabel").file_rows().rows()  # type: ignore[misc]  # this part has its rows as a file
    assert count in rows[-1]
    assert shown(address)


def test_every_cell_leads_to_what_it_counts_and_says_so() -> None:
    cells = re.findall(
        r'<a class="stand-\w+ \w*" href="([^"]+)" data-keuze="vak=([^"]+)" title="([^"]+)"', shown("deel=tabel")
    )

    assert len(cells) > 300
    for address, key, words in cells[::37]:
        opened = told(urlsplit(unescape(address)).query).part("vak")
        assert opened, key
        assert f": {len(opened.file_rows())}" in words.replace(".", "")  # type: ignore[misc]  # this part has its rows as a file


def test_one_and_fourteen_have_other_shades() -> None:
    assert [shade(count) for count in (1, 2, 4, 5, 9, 10, 14, 24, 25, 500)] == [0, 1, 1, 2, 2, 3, 3, 3, 4, 4]


def test_states_have_signs_and_readable_words_on_their_colour() -> None:
    grounds: tuple[Ground, ...] = ("light", "dark")
    low = [
        (on, state)
        for on in grounds
        for state, colour in palette.STATE_COLOURS[on].items()
        if contrast(colour, palette.words_on(colour)) < 4.5
    ]

    assert low == []
    signs = [sign for state, sign in SIGNS.items() if state is not CellState.REST]
    assert len(set(signs)) == len(signs)


# ---- controls and addresses


def test_start_years_narrow_the_table_and_have_a_chip_that_takes_them_away() -> None:
    page = told("deel=tabel&van=2015")

    known = current().table("initiatives").filter(pl.col("started_year") >= 2015).height
    assert f"Bekende initiatieven: {known}." in page.answer
    chips = next(control for control in page.controls if control.kind is ControlKind.CHIPS)
    assert [parse_qs(chip.address[1:]) for chip in chips.choices] == [{"deel": ["tabel"]}]


def test_a_chip_takes_its_own_value_away_and_no_other() -> None:
    page = told("rol=fonds&rol=lid&relatie=steunt&q=energie")

    chips = next(control for control in page.controls if control.kind is ControlKind.CHIPS)
    left = {chip.words: parse_qs(chip.address[1:]) for chip in chips.choices}
    assert left["Fonds"] == {"rol": ["lid"], "relatie": ["steunt"], "q": ["energie"]}
    assert left["steunt"] == {"rol": ["fonds", "lid"], "q": ["energie"]}
    assert left["Zoekt: energie"] == {"rol": ["fonds", "lid"], "relatie": ["steunt"]}


def test_a_menu_keeps_the_rest_and_another_province_drops_the_municipality() -> None:
    page = told("deel=hier&provincie=Utrecht&gemeente=Utrecht&thema=zorg")

    menus = {control.name: dict(control.keeps) for control in page.controls if control.kind is ControlKind.MENU}
    assert menus["provincie"] == {"deel": "hier", "thema": "zorg"}
    assert menus["thema"] == {"deel": "hier", "provincie": "Utrecht", "gemeente": "Utrecht"}


def test_a_filter_that_does_nothing_here_has_no_chip() -> None:
    page = told("deel=hier&rol=fonds&soort=stichting&relatie=steunt")

    assert not [choice for control in page.controls if control.kind is ControlKind.CHIPS for choice in control.choices]


def test_several_themes_are_narrowed_to_one_with_a_note() -> None:
    assert any("Hier kan één thema tegelijk" in note for note in told("deel=tabel&thema=zorg&thema=wonen").notes)


@pytest.mark.parametrize("name", ["alle", "rol", "naar", "deel", "opzet", "niveau"])
def test_an_unknown_value_gives_a_note(name: str) -> None:
    page = told(f"{name}=onzin")

    assert [name in note and "“onzin”" in note for note in page.notes] == [True]


@pytest.mark.parametrize("old", ["lijst", "kaart"])
def test_parts_of_before_lead_to_what_took_their_place(old: str) -> None:
    page = told(f"deel={old}")

    assert page.notes == ()
    assert page.parts


@pytest.mark.parametrize("chosen", list(NetworkSection))
@pytest.mark.parametrize(
    "address",
    [
        "netwerk=nep&naar=nep&niveau=x&opzet=x&rol=x",
        "netwerk=lsa&naar=lsa&relatie=steunt&provincie=Zeeland&taal=en",
        "thema=zorg&thema=wonen&soort=overheid&status=gestopt&van=1900&tot=1901",
    ],
)
def test_every_part_stands_under_any_address(chosen: NetworkSection, address: str) -> None:
    assert len(re.findall("<h1", shown(f"deel={chosen}&{address}"))) == 1


@pytest.mark.parametrize("params", [{}, {"netwerk": "lsa"}, {"deel": "tabel", "vak": "lsa~PV26"}, {"deel": "hier"}])
def test_the_live_page_shows_the_same_html(params: dict[str, str]) -> None:
    app = open_page("netwerken", **params)

    view = view_of({name: [value] for name, value in params.items()})
    assert problems(app) == []
    assert str(story_html(view, story(view))) in html(app)


@pytest.fixture(scope="module")
def hostile() -> Snapshot:
    """The real data, with a partner whose name contains markup."""
    real = current()
    frames = {name: real.table(name) for name in TABLES}
    is_lsa = pl.col("partner_id") == "lsa"
    frames["partners"] = frames["partners"].with_columns(name=pl.when(is_lsa).then(pl.lit(HOSTILE)).otherwise("name"))
    return replace(real, manifest=replace(real.manifest, data_version="vijandig"), _frames=frames)


HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1))"


@pytest.mark.parametrize("address", ["", "netwerk=lsa", "netwerk=lsa&deel=tekening", "deel=hier", "deel=tabel"])
def test_a_name_that_would_be_markup_stays_text(address: str, hostile: Snapshot) -> None:
    view = replace(view_of(parse_qs(address)), data=data_of(hostile))

    page = str(story_html(view, story(view)))

    assert "<img" not in page
    assert "&lt;img src=x" in page
    assert "javascript:" not in re.sub(r"\[x\]\(javascript:alert\(1\)\)", "", page)
