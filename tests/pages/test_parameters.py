"""Every page reads only the parameters that are declared for it."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy

from pages import PAGES, stories
from tests.pages.harness import open_page, problems
from ui.parameters import CHANGES, MOST_VALUES, NARROWS, NO_FILTER, PARAMETERS, TRAVELS, known
from ui.plain.site import Site

VIEWS: list[tuple[str, dict[str, str]]] = [
    *((page, {}) for page in PAGES),
    ("kaart", {"weergave": "provincies", "maat": "gestart"}),
    ("regio", {"gemeente": "Zwolle", "vergelijkgroep": "gekozen"}),
    ("netwerken", {"deel": "tabel"}),
    ("netwerken", {"deel": "tekening"}),
    ("doelen", {"doel": "2"}),
]


def noting(way: Callable[[QueryParamsProxy, str], object], read: set[str]) -> Callable[[QueryParamsProxy, str], object]:
    """`way` of reading, which notes the names in `read`."""

    def noted(self: QueryParamsProxy, name: str) -> object:
        read.add(name)
        return way(self, name)

    return noted


@pytest.mark.parametrize(("page", "asked"), VIEWS)
def test_a_page_reads_no_parameter_of_another(
    page: str, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()
    for way in ("get_all", "__getitem__"):
        monkeypatch.setattr(QueryParamsProxy, way, noting(getattr(QueryParamsProxy, way), read))

    app = open_page()  # the first run, of the home page, is not what is asked about
    read.clear()
    for name, value in asked.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}/page.py").run()

    assert problems(app) == []
    assert read
    assert {name for name in read if PARAMETERS[name].pages and page not in PARAMETERS[name].pages} == set()


def test_a_name_that_several_pages_read_means_the_same_on_each() -> None:
    shared = {name for name, parameter in PARAMETERS.items() if len(parameter.pages) > 1}

    followed = {name for name in NARROWS[CHANGES] if name != "indicator"}
    assert shared == {"deel", "sorteer", "pagina", "indicator", *followed}


def test_the_table_knows_only_pages_that_exist() -> None:
    assert {page for parameter in PARAMETERS.values() for page in parameter.pages} <= {*PAGES, CHANGES}


def test_links_take_the_choice_along_and_filters_leave_the_way_of_showing() -> None:
    assert {"thema", "gemeente", "q", "taal"} <= set(TRAVELS)
    assert not {"weergave", "vergelijkgroep", "met", "vak", "deel", "id"} & set(TRAVELS)
    assert {"weergave", "niveau", "deel", "taal"} <= set(NO_FILTER)
    assert not {"thema", "id", "pagina", "vak"} & set(NO_FILTER)


def test_nothing_of_a_region_or_a_network_goes_along_to_another_page() -> None:
    of_pages = {name: ["buren"] for name, parameter in PARAMETERS.items() if parameter.pages}

    page = Site(stories()).page("/regio", of_pages | {"gemeente": ["Zwolle"], "taal": ["en"]})

    assert page
    links = re.findall(r'<a href="/(\w+)\?([^"]*)" data-pagina="\1"', page.body)
    assert {name for name, _ in links} == set(PAGES)
    assert all(sorted(unescape(query).split("&")) == ["gemeente=Zwolle", "taal=en"] for _, query in links)


def test_of_an_address_with_thousands_of_values_the_first_are_read() -> None:
    read = known({"taal": ["en"], "utm_source": ["x"] * 500, "thema": [f"x{n}" for n in range(3000)], "van": ["2000"]})

    assert (len(read["thema"]), read["taal"], set(read)) == (MOST_VALUES - 1, ["en"], {"taal", "thema"})
