"""The documentation: it builds, its links lead somewhere, its examples are of this code, and nothing in it comes from elsewhere."""

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.architecture.picture import COLUMN_AND_FLOOR, arrows_to_draw
from tests.architecture.source_files import ROOMS, ROOT

GUIDES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
GUIDES += [
    ROOT / "docs" / f"{name}.md"
    for name in ("architecture", "howto", "paginas", "running", "kubernetes", "api", "tests")
]
EXAMPLE_PAGE = "pages.voorbeeld"
"""A page that only the documentation has."""
WRITTEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    # Strict: a link or an anchor that leads nowhere is an error.
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder)))
    return folder


def test_every_page_is_built_with_the_picture_of_the_imports(built: Path) -> None:
    written = [path.relative_to(ROOT / "docs") for path in WRITTEN if path.is_relative_to(ROOT / "docs")]
    # A README is the first page of its folder.
    pages = [path.with_name("index.html") if path.stem == "README" else path.with_suffix(".html") for path in written]

    assert [page for page in pages if not (built / page).exists()] == []
    assert (built / "images" / "architecture.svg").read_text("utf-8").startswith("<svg")


def test_the_documentation_fetches_nothing_from_elsewhere(built: Path) -> None:
    fetched = re.compile(r"<(?:link|script|img|iframe)\b[^>]*(?:src|href)=\"(https?:)?//[^\"]*\"")

    def own(page: Path) -> str:
        return re.sub(r'<link rel="canonical"[^>]*>', "", page.read_text("utf-8"))

    assert [page.name for page in built.rglob("*.html") if fetched.search(own(page))] == []


def test_links_of_the_files_at_the_top_lead_somewhere() -> None:
    links = [
        (path.name, link)
        for path in ROOT.glob("*.md")
        for link in re.findall(r"\]\(([^/)#:][^)#:]*)(?:#[^)]*)?\)", path.read_text("utf-8"))
    ]

    assert len(links) > 5
    assert [(name, link) for name, link in links if not (ROOT / link).exists()] == []


def python_examples() -> Iterator[tuple[str, str]]:
    for path in WRITTEN:
        yield from (
            (path.name, code) for code in re.findall(r"```python\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
        )


def test_examples_in_python_are_of_this_code() -> None:
    wrong = []
    for name, code in python_examples():
        for node in ast.walk(ast.parse(code)):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            is_ours = module and module.split(".")[0] in ROOMS and not module.startswith(EXAMPLE_PAGE)
            if module and is_ours and not find_spec(module):
                wrong.append((name, module))

    assert wrong == []


def test_files_that_are_named_exist() -> None:
    named = re.compile(r"(?<![\w/.-])((?:[\w.-]+/)+[\w.-]+\.(?:py|md|toml|csv|cfg|env))\b")
    missing = [
        (path.name, name)
        for path in (*GUIDES, *(ROOT / "deploy").glob("*.*"), ROOT / ".streamlit" / "config.toml", ROOT / "Makefile")
        for name in named.findall(path.read_text("utf-8"))
        if not any((folder / name).exists() for folder in (ROOT, path.parent))
    ]

    assert [name for _, name in missing if not name.startswith(EXAMPLE_PAGE.replace(".", "/"))] == []


def test_names_in_the_recipes_exist() -> None:
    code = "\n".join(
        path.read_text("utf-8")
        for room in ROOMS
        for path in (ROOT / room).rglob("*.*")
        if path.suffix in {".py", ".toml"}
    )
    words = set(re.findall(r"\w+", code))
    recipes = "\n".join((ROOT / "docs" / name).read_text("utf-8") for name in ("howto.md", "paginas.md"))
    named = {name.rpartition(".")[2] for name in re.findall(r"`([A-Za-z_][\w.]*)(?:\([^`]*\))?`", recipes)}

    assert len(named) > 40
    assert named - words == set()


def test_commands_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {word for path in WRITTEN for word in re.findall(r"`make ([a-z-]+)", path.read_text("utf-8"))}

    assert named - targets == set()


def test_the_picture_has_a_box_for_every_room_and_arrows_that_go_down() -> None:
    assert set(COLUMN_AND_FLOOR) == {*ROOMS, "dashboard.py"}
    assert [pair for pair in arrows_to_draw() if COLUMN_AND_FLOOR[pair[0]][1] >= COLUMN_AND_FLOOR[pair[1]][1]] == []
