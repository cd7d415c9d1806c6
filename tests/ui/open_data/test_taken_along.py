"""What a reader chose is taken along into every link, file, citation, embedded view and feed, or they say that it is not."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest

from data_loaders.releases import kept_versions
from data_loaders.store import current
from measures.filters import FILTERS
from pages import stories
from ui.address import Params
from ui.changes.known import follow_address, known_changes
from ui.changes.story import changes_story
from ui.citation import Style
from ui.open_data.addresses import figure_address, meant, oembed_address
from ui.parameters import CHANGES, NARROWS, PARAMETERS
from ui.plain.render import files, share_texts
from ui.view import view_of

TODAY = current()
PARTNER = TODAY.table("partners")["partner_id"][0]
FIRST = TODAY.table("initiatives").drop_nulls("place").row(0, named=True)
CHANGED = known_changes(view_of({})).rows
FIGURES = CHANGED.filter(CHANGED["subject"].cast(str) == "cijfer")
GIVEN = {
    "thema": "zorg", "zonder_thema": "zorg", "gezien": "2024 of later", "provincie": "Limburg", "corop": "CR39", "gemeente": "Zwolle",
    "gemeenten": "GM0344,GM0355", "naam": "Ons gebied", "plaats": FIRST["place"], "status": "gestopt", "bereik": "regionaal",
    "netwerk": PARTNER, "van": "2010", "tot": "2020", "q": "tuin", "taal": "en", "embed": "1", "sorteer": "naam", "pagina": "2",
    "id": FIRST["id"], "deel": "gebied", "uitkomst": "nieuw", "uitgave": kept_versions(TODAY)[-1], "tot_uitgave": TODAY.version,
    "weergave": "provincies", "maat": "aandeel", "sinds": "2015", "lijst": "figuren", "toon": "kaart", "aangewezen": "Urk",
    "vergelijkgroep": "gekozen", "met": "GM0193", "zoek": "Urk", "vergelijk": "PV24", "cijfer": "inwoners", "doel": "2", "regio": "Limburg",
    "indicator": TODAY.table("indicators")["indicator_id"][0], "naar": PARTNER, "vak": "x", "opzet": "netwerk-gebied", "alle": "ja",
    "niveau": "provincie", "rol": "kern", "soort": "netwerk", "relatie": "lid",
}  # fmt: skip
"""A value that means something, for each parameter that there is."""
NEEDS = {"plaats": {"gemeente": [FIRST["municipality_code"]]}, "naam": {"gemeenten": ["GM0344,GM0355"]}}
FILTERED = {each.parameter for each in FILTERS}
CASES = [
    (page, name)
    for page in (*stories(), CHANGES)
    for name, parameter in PARAMETERS.items()
    if page in (parameter.pages or (page,)) and name != "embed"
]


def choice(name: str) -> Params:
    return {**NEEDS.get(name, {}), name: [GIVEN[name]]}


def test_every_declared_parameter_is_tried() -> None:
    assert GIVEN.keys() == PARAMETERS.keys()


@pytest.mark.parametrize(("page", "name"), CASES)
def test_what_is_taken_from_a_page_is_what_was_chosen_there(page: str, name: str) -> None:
    view = view_of(choice(name))
    story = {**stories(), CHANGES: changes_story}[page](view)
    value = GIVEN[name]

    addresses = [to for part in story.parts for _, to in files(view, story, part)]
    addresses += [figure_address(view, page, part.name) for part in story.parts if part.is_of_data]
    if story.address and not story.forward:
        link, *cited = [words for _, words in share_texts(view, story)]
        addresses += [link, parse_qs(urlsplit(oembed_address(view, story)).query)["url"][0]]
        assert len(cited) == len(Style)
        assert all(f"{name}={quote(value, safe='')}"[:40] in each.replace("+", "%20") for each in cited)
    for address in addresses:
        asked = parse_qs(urlsplit(address).query)
        assert asked[name] == [value], address
        # What stands there is made from no more and no less.
        assert meant(page, asked, view.names).keys() == meant(page, view.params, view.names).keys()


@pytest.mark.parametrize(("page", "name"), CASES)
def test_who_follows_a_view_follows_what_was_chosen_or_reads_that_it_is_not(page: str, name: str) -> None:
    view = view_of(choice(name))

    asked = parse_qs(urlsplit(follow_address(view, page=page)).query)

    says_what = name in FILTERED or name in NARROWS.get(page, ()) or name in {"naam", "taal"}
    is_of_changes = page == CHANGES and name in {"uitgave", "tot_uitgave"}
    assert (name in asked) == (says_what or is_of_changes)
    if says_what and name not in {"naam", "taal"}:
        followed = view_of(asked)
        story = changes_story(followed)
        chosen = {each.value.split("-")[0] for control in story.controls[:1] for each in control.choices}
        field = next((each.field for each in FILTERS if each.parameter == name), name)
        assert field in chosen or any(name in note for note in story.notes)
        assert known_changes(followed).rows.height <= CHANGED.height


@pytest.mark.parametrize(
    ("params", "keys"),
    [
        ({"id": [CHANGED["id"][0]]}, set(CHANGED.filter(id=CHANGED["id"][0], subject="initiatief")["key"])),
        ({"indicator": [FIGURES["id"][0].split(".")[0]]}, {
            key for key, id_ in FIGURES.select("key", "id").iter_rows() if id_.split(".")[0] == FIGURES["id"][0].split(".")[0]
        }),
        ({"doel": ["2"]}, set(CHANGED.filter(goal_id=2)["key"])),
    ],
)  # fmt: skip
def test_one_thing_can_be_followed(params: Params, keys: set[str]) -> None:
    assert set(known_changes(view_of(params)).rows["key"]) == keys != set()


def test_regions_beside_each_other_are_followed_together() -> None:
    def told(params: Params) -> set[str]:
        return set(known_changes(view_of(params)).rows["key"])

    beside = told({"gemeente": ["Zwolle"], "vergelijk": ["Limburg", "CR01"], "thema": ["zorg"]})

    each = [{"gemeente": ["Zwolle"]}, {"provincie": ["Limburg"]}, {"corop": ["CR01"]}]
    assert beside == set().union(*(told({**one, "thema": ["zorg"]}) for one in each)) != set()


def test_a_thing_that_nobody_knows_is_told() -> None:
    for name in ("id", "doel", "indicator", "regio", "vergelijk"):
        story = changes_story(view_of({name: ["bestaat-niet"]}))

        assert any("bestaat-niet" in note for note in story.notes)
