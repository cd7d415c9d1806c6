"""Our Python files, for the architecture tests."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("pages", "ui", "measures", "geo", "data_loaders", "prepare", "api")


@dataclass(frozen=True)
class SourceFile:
    """One of our Python files; `path` is relative to the repository."""

    path: Path

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text(encoding="utf-8")

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def room(self) -> str:
        return self.path.parts[0]

    @cached_property
    def imports(self) -> Sequence[tuple[str, int]]:
        """Every imported module with its line number, also of imports inside functions."""
        return list(self._read_imports())

    def _read_imports(self) -> Iterator[tuple[str, int]]:
        for node in ast.walk(ast.parse(self.text)):
            match node:
                case ast.Import():
                    yield from ((name.name, node.lineno) for name in node.names)
                case ast.ImportFrom(module=str() as module, level=0):
                    yield from ((f"{module}.{name.name}", node.lineno) for name in node.names)
                case ast.ImportFrom():
                    package = ".".join(self.path.parts[: -node.level])
                    yield f"{package}.{node.module or ''}", node.lineno


@cache
def source_files() -> list[SourceFile]:
    """The files of the site: `dashboard.py` and all packages except the tests and the benchmark."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    frame = ROOT / "dashboard.py"
    return [SourceFile(path.relative_to(ROOT)) for path in sorted([*found, *([frame] if frame.exists() else [])])]
