import ast
import re
import statistics
from collections.abc import Iterator

import pytest

from pages import PAGES
from tests.architecture.source_files import ROOT, SourceFile, source_files

PAGE_LINES, FILE_LINES, MEDIAN_FUNCTION_LINES = 150, 300, 15


def function_lengths(source: SourceFile) -> list[int]:
    functions = [node for node in ast.walk(ast.parse(source.text)) if isinstance(node, ast.FunctionDef)]
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]


def test_files_stay_readable() -> None:
    bench = [SourceFile(path.relative_to(ROOT)) for path in (ROOT / "bench").rglob("*.py")]
    limits = {
        source: PAGE_LINES if source.path.name == "page.py" else FILE_LINES for source in [*source_files(), *bench]
    }

    assert {str(source.path): source.lines for source, limit in limits.items() if source.lines > limit} == {}


def test_functions_stay_short() -> None:
    lengths = [length for source in source_files() for length in function_lengths(source)]

    assert statistics.median(lengths) <= MEDIAN_FUNCTION_LINES


def test_no_page_stands_directly_in_pages() -> None:
    # A cold server whose first visitor opens a deep link would take such files for pages and skip dashboard.py.
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_each_page_has_its_own_folder() -> None:
    folders = [path for path in (ROOT / "pages").iterdir() if path.is_dir() and path.name != "__pycache__"]

    assert [folder.name for folder in folders if not (folder / "page.py").exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_each_page_says_which_questions_it_answers_in_how_many_steps(page: str) -> None:
    told = ast.get_docstring(ast.parse((ROOT / "pages" / page / "page.py").read_text("utf-8"))) or ""

    assert re.search(r"^Questions it answers, with steps from the home page: .* \(\d", told, re.MULTILINE)


SAY_NOTHING = {"said", "told", "found", "asked", "drawn", "kept"}
"""Names that say what was done to a thing instead of what it is."""


def names_bound(source: SourceFile) -> Iterator[str]:
    """The names of all variables, parameters, fields, functions and classes in a file."""
    for node in ast.walk(ast.parse(source.text)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.alias(asname=str() as name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.ExceptHandler(name=str() as name):
                yield name


def test_a_name_says_what_it_holds() -> None:
    vague = {
        str(source.path): SAY_NOTHING & {name.strip("_").lower() for name in names_bound(source) if not name.isupper()}
        for source in source_files()
    }

    assert {path: names for path, names in vague.items() if names} == {}


ONE_MEANING = ("Part", "Kind", "Reason", "Point")


def test_a_general_name_means_one_thing() -> None:
    classes = [
        node.name
        for source in source_files()
        for node in ast.walk(ast.parse(source.text))
        if isinstance(node, ast.ClassDef) and node.name in ONE_MEANING
    ]

    assert len(classes) == len({*classes})
