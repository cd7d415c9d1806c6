import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.source_files import ROOMS, ROOT, SourceFile, source_files

# Data flows one way: a room may import what stands beside its name, and itself.
ARROWS: dict[str, set[str]] = {
    "data_loaders": set(),
    "measures": {"data_loaders.schema", "data_loaders.memory", "data_loaders.topics"},
    "geo": {"data_loaders.schema"},
    "prepare": {"data_loaders", "geo", "measures.changed"},
    "ui": {"measures", "geo", "data_loaders"},
    "api": {"ui", "measures", "geo", "data_loaders"},
    "pages": {"ui", "measures", "geo", "data_loaders"},
    "dashboard.py": set(ROOMS) - {"prepare"},
}
# Measures only compute figures from frames: they do not draw, open files or go online.
COMPUTING = {"polars", "dataframely", "numpy", "scipy", "rapidfuzz", "networkx", "cachetools"}
FORBIDDEN_STDLIB_IN_MEASURES = {"pathlib", "os", "io", "urllib", "http", "socket", "subprocess", "sqlite3", "shutil"}


def room_of(module: str) -> str | None:
    top = module.split(".", maxsplit=1)[0]
    return top if top in ROOMS else None


def is_allowed(importer: str, module: str) -> bool:
    room = room_of(module)
    if room is None or room == importer:
        return True
    return any(module == allowed or module.startswith(f"{allowed}.") for allowed in ARROWS[importer])


def test_arrows_point_one_way() -> None:
    wrong = [
        f"{source.path}:{line} imports {module}"
        for source in source_files()
        for module, line in source.imports
        if not is_allowed(source.room, module)
    ]

    assert wrong == []


def is_of_another_page(source: SourceFile, module: str) -> bool:
    room, page, *_ = [*module.split("."), ""]
    return room == "pages" and bool(page) and page != source.path.parts[1]


def test_a_page_knows_no_other_page() -> None:
    # What two pages share stands in ui; so a page can be changed, or taken out, by itself.
    of_pages = [source for source in source_files() if source.room == "pages" and len(source.path.parts) > 2]

    assert [
        f"{source.path}:{line} imports {module}"
        for source in of_pages
        for module, line in source.imports
        if is_of_another_page(source, module)
    ] == []


@pytest.mark.parametrize(
    ("importer", "module", "allowed"),
    [
        ("measures", "data_loaders.schema.enums", True),
        ("measures", "data_loaders.initiatives", False),
        ("measures", "ui.texts", False),
        ("ui", "pages.kaart", False),
        ("ui", "api.site", False),
        ("api", "ui.texts", True),
        ("api", "pages.kaart", False),
        ("prepare", "geo.codes", True),
        ("prepare", "measures.changed", True),
        ("prepare", "measures.counts", False),
        ("data_loaders", "prepare.tables", False),
        ("dashboard.py", "prepare", False),
    ],
)
def test_an_import_in_the_wrong_direction_is_found(importer: str, module: str, allowed: bool) -> None:
    assert is_allowed(importer, module) is allowed


def test_measures_only_compute() -> None:
    modules = {
        module.split(".", maxsplit=1)[0]
        for source in source_files()
        if source.room == "measures"
        for module, _ in source.imports
    }

    assert modules - set(sys.stdlib_module_names) - COMPUTING - {"measures", "data_loaders"} == set()
    assert modules & FORBIDDEN_STDLIB_IN_MEASURES == set()


def reached_from(start: Iterable[SourceFile]) -> set[str]:
    """Every module, of ours or of libraries, that these files load directly or indirectly."""
    ours = {".".join(source.path.with_suffix("").parts).removesuffix(".__init__"): source for source in source_files()}
    found: set[str] = set()
    waiting = [module for source in start for module, _ in source.imports]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            # "geo.crs.WGS84" is a name in geo.crs.
            source = ours.get(module) or ours.get(module.rpartition(".")[0])
            waiting += [further for further, _ in source.imports] if source else []
    return found


def test_geopandas_stays_where_shapes_are_made() -> None:
    # Importing it takes half a second at start, and slows down garbage collection at each rerun.
    site = [source for source in source_files() if source.room not in {"geo", "prepare"}]

    assert not {module for module in reached_from(site) if module.partition(".")[0] in {"geopandas", "pyogrio"}}


def test_indirect_imports_are_found() -> None:
    assert "geopandas.GeoSeries" in reached_from([SourceFile(Path("prepare/surroundings.py"))])


def test_a_story_is_made_without_streamlit() -> None:
    # The server makes pages before Streamlit has anything to do with them, and paper and files without it at all.
    made = "import sys; from pages import PAGES; import ui.paper.story, ui.plain.site"
    stories = "; ".join(f"import pages.{page}.story" for page in ("over", "data", "initiatieven", "regio"))

    told = subprocess.run(
        [sys.executable, "-c", f"{made}; {stories}; print('streamlit' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert told.stdout.strip() == "False"


TEXT_FUNCTIONS = {"data_loaders/schema/folding.py", "geo/codes.py", "ui/numbers.py"}
"""Pure functions of one short text or number, which may use `lru_cache` instead of `data_loaders.memory`."""


def test_the_site_remembers_in_one_place() -> None:
    site = [source for source in source_files() if source.room != "prepare"]
    remember = {
        name: {str(source.path) for source in site if name in {module for module, _ in source.imports}}
        for name in ("cachetools.LRUCache", "functools.lru_cache")
    }

    assert remember == {"cachetools.LRUCache": {"data_loaders/memory.py"}, "functools.lru_cache": TEXT_FUNCTIONS}
    assert [str(source.path) for source in site if re.search(r"st\.cache_(data|resource)", source.text)] == []
