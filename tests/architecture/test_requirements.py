"""Every package that the code imports is pinned by name, even if another package depends on it too."""

import ast
import re
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.source_files import ROOMS, ROOT, source_files

OURS = {*ROOMS, "dashboard", "tests", "bench"}


def plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def pinned(name: str) -> set[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return {plain(found[1]) for line in lines if (found := re.match(r"([\w.-]+)==", line))}


def missing(modules: Iterable[str], known: set[str]) -> set[str]:
    """Imported modules that belong to no pinned package."""
    packages = packages_distributions()
    tops = {module.split(".", maxsplit=1)[0] for module in modules} - OURS - set(sys.stdlib_module_names)
    return {top for top in tops if not {plain(name) for name in packages.get(top, [])} & known}


def imported(path: Path) -> Iterable[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def test_each_package_that_the_site_imports_is_a_line_of_the_requirements() -> None:
    used = {module for source in source_files() for module, _ in source.imports}

    assert missing(used, pinned("requirements.txt")) == set()


def test_each_package_that_tests_import_is_a_line_too() -> None:
    # Not the benchmark: the contenders that it measures are installed beside the site, not with it.
    used = {module for path in (ROOT / "tests").rglob("*.py") for module in imported(path)}

    assert missing(used, pinned("requirements.txt") | pinned("requirements-dev.txt")) == set()


def test_a_package_without_a_line_is_found() -> None:
    assert missing(["numpy", "json", "ui.plain"], set()) == {"numpy"}
    assert missing(["numpy"], {"numpy"}) == set()
