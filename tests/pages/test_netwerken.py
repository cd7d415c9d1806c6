import json
import re
from html import unescape

import networkx as nx
import polars as pl
import pytest

from data_loaders.store import current
from measures.networks import CellState, NetworkTables, initiatives_in
from pages.netwerken.choice import Layout, Part
from pages.netwerken.heat import STATE_COLOURS
from pages.netwerken.words import SIGNS
from tests.pages.harness import address, open_page, problems, words
from tests.test_theme import contrast
from ui.palette import Ground


def real_tables() -> NetworkTables:
    names = ("initiatives", "partners", "relations", "regions")
    return NetworkTables(**{name: current().table(name) for name in names})


def relations() -> "nx.Graph[str]":
    """All partners and the known relations between them, regardless of direction."""
    graph: nx.Graph[str] = nx.Graph(current().table("relations").select("from_partner", "to_partner").iter_rows())
    graph.add_nodes_from(current().table("partners")["partner_id"])
    return graph


def test_the_directory_lists_every_partner() -> None:
    text = words(open_page("netwerken"))

    count = current().table("partners").height
    assert f"{count} van de {count} partners passen" in text


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"rol": "kernpartner"}, pl.col("role") == "kernpartner"),
        ({"soort": ["koepel", "fonds"]}, pl.col("kind").is_in(["koepel", "fonds"])),
        ({"provincie": "Limburg"}, pl.col("province_codes").list.contains("PV31")),
        ({"thema": "energie"}, pl.col("themes").list.contains("energie")),
    ],
)
def test_filters_narrow_the_directory(params: dict[str, str | list[str]], expected: pl.Expr) -> None:
    text = words(open_page("netwerken", **params))

    partners = current().table("partners")
    assert f"{partners.filter(expected).height} van de {partners.height} partners" in text


def test_search_finds_a_partner_without_accents_or_capitals() -> None:
    app = open_page("netwerken", q="DÓARPSWURK")

    options = app.selectbox(key="open_partner").options
    assert "Doarpswurk" in options
    assert len(options) < 10


def test_nothing_found_says_what_to_do() -> None:
    assert "Haal een filter weg" in words(open_page("netwerken", q="ditbestaatnietwaarschijnlijk"))


def test_opening_a_partner_writes_the_address() -> None:
    app = open_page("netwerken")

    app.selectbox(key="open_partner").set_value("bokd").run()

    assert address(app) == {"netwerk": ["bokd"]}
    own = current().table("initiatives").filter(pl.col("networks").list.contains("bokd")).height
    assert f"die BOKD zelf noemen: {own}" in words(app)


@pytest.mark.parametrize("partner", current().table("partners")["partner_id"].to_list()[::9])
def test_a_partner_page_counts_what_the_measure_counts(partner: str) -> None:
    app = open_page("netwerken", netwerk=partner)

    found = initiatives_in(real_tables(), network=partner).height
    assert problems(app) == []
    assert f"kennen wij {found} initiatie" in words(app)


def test_umbrella_and_member_are_both_told() -> None:
    text = words(open_page("netwerken", netwerk="doen"))

    assert "Bekende initiatieven die Stichting DOEN zelf noemen: 1" in text
    assert "Met de netwerken eronder (1) zijn het er 10" in text


def test_members_have_the_year_they_were_counted_in() -> None:
    partners = current().table("partners").drop_nulls("members_count")
    row = partners.row(0, named=True)

    text = words(open_page("netwerken", netwerk=row["partner_id"]))

    assert f"{row['members_count']:,} (stand: ".replace(",", ".") in text


def test_states_have_signs_and_readable_words_on_their_colour() -> None:
    grounds: tuple[Ground, ...] = ("light", "dark")
    low = [
        (on, state)
        for on in grounds
        for state, (colour, ink) in STATE_COLOURS[on].items()
        if contrast(colour, ink) < 4.5
    ]

    assert low == []
    signs = [sign for state, sign in SIGNS.items() if state is not CellState.REST]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("level", ["provincie", "corop", "gemeente"])
def test_every_cross_table_stands(layout: Layout, level: str) -> None:
    app = open_page("netwerken", deel="tabel", opzet=layout, niveau=level, gedraaid="ja", alle="ja")

    assert problems(app) == []
    assert f"{current().table('initiatives').height:,}".replace(",", ".") in words(app)


CELLS = [
    ({"vak": "~", "provincie": "Limburg"}, {"region": "PV31"}),
    ({"vak": "lsa~"}, {"network": "lsa"}),
    ({"vak": "lsa~PV26"}, {"network": "lsa", "region": "PV26"}),
    ({"vak": "~PV26"}, {"region": "PV26"}),
    ({"vak": "geen_netwerk~PV31"}, {"network": "geen_netwerk", "region": "PV31"}),
    ({"vak": "ander_netwerk~", "provincie": "Limburg"}, {"network": "ander_netwerk", "region": "PV31"}),
    ({"opzet": "netwerk-thema", "vak": "katalys~zorg"}, {"network": "katalys", "theme": "zorg"}),
    ({"opzet": "regio-thema", "vak": "PV31~zorg"}, {"region": "PV31", "theme": "zorg"}),
    (
        {"opzet": "regio-thema", "vak": "PV20~", "netwerk": "groninger-dorpen"},
        {"region": "PV20", "network": "groninger-dorpen"},
    ),
]


@pytest.mark.parametrize(("params", "expected"), CELLS)
def test_a_cell_in_the_address_opens_its_initiatives(params: dict[str, str], expected: dict[str, str]) -> None:
    app = open_page("netwerken", deel="tabel", **params)

    found = initiatives_in(real_tables(), **expected).height  # type: ignore[arg-type]  # themes are str
    assert problems(app) == []
    assert f"wij kennen {found} initiatie" in words(app)


def test_a_cell_is_chosen_by_lists_too() -> None:
    app = open_page("netwerken", deel="tabel")

    app.selectbox(key="cell_0").set_value("bokd").run()
    app.selectbox(key="cell_1").set_value("PV22").run()

    assert address(app)["vak"] == ["bokd~PV22"]
    assert "BOKD · Drenthe: wij kennen 14 initiatieven" in words(app)


@pytest.mark.parametrize("cell", ["~", "~~~", "nep~nep", "<img src=x>~PV31", "lsa"])
def test_a_cell_that_does_not_exist_opens_nothing_else(cell: str) -> None:
    app = open_page("netwerken", deel="tabel", vak=cell)

    assert problems(app) == []


def test_who_is_here_names_active_and_silent_networks() -> None:
    text = words(open_page("netwerken", deel="hier", gemeente="Amsterdam"))

    assert re.search(r"Netwerken met bekende initiatieven in Amsterdam: [1-9]", text)


def test_where_alone_asks_for_a_network_first() -> None:
    assert "Kies een netwerk" in words(open_page("netwerken", deel="hier"))


def test_where_alone_counts_every_municipality_once() -> None:
    text = words(open_page("netwerken", deel="hier", netwerk="lsa", niveau="gemeente"))

    said = re.search(r"LSA Bewoners, (\d+) regio&#x27;s: ([^.]*)\.", text)
    assert said
    assert sum(int(count) for count in re.findall(r"\d+", said[2])) == int(said[1]) == 342


def test_focus_and_steps_tell_who_is_near() -> None:
    text = words(open_page("netwerken", deel="tekening", netwerk="lsa", stappen="1"))

    steps = list(nx.single_source_shortest_path_length(relations(), "lsa", cutoff=2).values())
    assert f"Rond LSA Bewoners: {steps.count(1)} op één stap en nog {steps.count(2)} op twee stappen" in text


def test_the_way_between_two_partners_is_told() -> None:
    text = words(open_page("netwerken", deel="tekening", netwerk="lsa", naar="bokd"))

    steps = nx.shortest_path_length(relations(), "lsa", "bokd")
    assert steps > 1
    assert f"Van LSA Bewoners naar BOKD is de kortste bekende weg {steps} stappen" in text


def test_no_known_way_is_not_said_to_be_no_way() -> None:
    reached = nx.node_connected_component(relations(), "lsa")
    apart = current().table("partners").filter(~pl.col("partner_id").is_in(list(reached))).row(0, named=True)

    text = unescape(words(open_page("netwerken", deel="tekening", netwerk="lsa", naar=apart["partner_id"])))

    assert f"Wij kennen geen weg tussen LSA Bewoners en {apart['name']}." in text


def test_a_filter_hides_relations() -> None:
    text = words(open_page("netwerken", deel="tekening", relatie="steunt"))

    supports = current().table("relations").filter(pl.col("kind") == "steunt").height
    assert f"{supports} bekende relaties" in text


def test_the_focus_can_be_cleared_and_the_part_stays() -> None:
    app = open_page("netwerken", deel="tekening", netwerk="lsa", naar="bokd")

    app.selectbox(key="net_focus_netwerk").set_value(None).run()

    assert address(app) == {"deel": ["tekening"]}
    assert problems(app) == []


def test_the_map_accounts_for_every_partner_and_relation() -> None:
    text = words(open_page("netwerken", deel="kaart"))

    numbers = [
        int(number) for number in re.findall(r"\d+", text[text.index("Partners op de kaart:") : text.index("Bron:")])
    ]
    seats, arcs, without_seat, not_drawn, same = numbers
    assert seats + without_seat == current().table("partners").height
    assert arcs + not_drawn + same == real_tables().real_relations.height


@pytest.mark.parametrize(
    ("wanted", "drawn"),
    [("vestigingen", {"zetels"}), ("relaties", {"bogen"}), ("werkgebieden", {"werkgebieden"})],
)
def test_seats_arcs_and_areas_are_switched_one_by_one(wanted: str, drawn: set[str]) -> None:
    app = open_page("netwerken", deel="kaart", laag=wanted)

    layers = json.loads(app.get("deck_gl_json_chart")[0].proto.json)["layers"]
    assert {layer["id"] for layer in layers} & {"zetels", "bogen", "werkgebieden"} == drawn


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize(
    "params",
    [
        {"netwerk": "nep", "naar": "nep", "stappen": "9", "niveau": "x", "opzet": "x", "laag": "x", "rol": "x"},
        {"netwerk": "lsa", "naar": "lsa", "relatie": "steunt", "provincie": "Zeeland", "taal": "en"},
        {"thema": ["zorg", "wonen"], "soort": "overheid", "status": "gestopt", "van": "1900", "tot": "1901"},
    ],
)
def test_every_part_stands_under_any_address(part: Part, params: dict[str, str | list[str]]) -> None:
    app = open_page("netwerken", deel=part, **params)

    assert problems(app) == []
    assert words(app)


def test_several_themes_are_narrowed_to_one_and_said_so() -> None:
    app = open_page("netwerken", deel="tabel", thema=["zorg", "wonen"])

    assert any("Hier kan één thema tegelijk" in note.value for note in app.info)


def test_a_chip_keeps_the_part_of_the_page() -> None:
    app = open_page("netwerken", deel="tabel", thema="zorg")

    app.button(key="chip_thema_zorg").click().run()

    assert address(app) == {"deel": ["tabel"]}
