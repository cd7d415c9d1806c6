"""Makes the tables of docs/performance.md from the JSON lines of one run.

    python -m bench.report RUN.jsonl DOCUMENT.md

`make bench ARGS="--report docs/performance.md"` does the same at the end of a run.
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from bench.contenders import CONTENDERS
from data_loaders.documents import Document

START, END = "<!-- figures of make bench: start -->", "<!-- figures of make bench: end -->"
Line = Document
ELSEWHERE = ("merge_scale", "reading")
"""Figures with separate tables."""
USUAL = 5
"""Least number of measurements behind a median that need not be mentioned."""


class Row(NamedTuple):
    """One table: its title, the lines that it uses, and a function for a cell."""

    title: str
    what: str
    cell: Callable[[Line], str]


def _ms(ms: float) -> str:
    return f"{ms / 1000:.1f} s" if ms >= 1000 else f"{ms:.0f} ms"


def _median(line: Line) -> str:
    """The median, with the number of measurements if that is small."""
    times = len(line["all_ms"])
    return _ms(line["median_ms"]) + (f" ({times}×)" if times < USUAL else "")


def _seen(line: Line) -> str:
    """Time to the first new words and picture; the next table has the time until nothing changes any more."""
    return _ms(line["seen_ms"])


def _live(line: Line) -> str:
    return _ms(line["live_ms"])


def _bytes(line: Line) -> str:
    return _size(line["http_bytes"] + line["websocket_bytes"])


def _size(size: float) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def _answer(line: Line) -> str:
    """The median with a decimal, because answers to programs are fast; with the number of measurements if that is small."""
    times, ms = len(line["all_ms"]), line["median_ms"]
    return (f"{ms:.1f} ms" if ms < 1000 else _ms(ms)) + (f" ({times}×)" if times < USUAL else "")


def _whole(line: Line) -> str:
    """The median with the size of the answer, because tools write different columns."""
    return f"{_answer(line)}, {_size(line['answer_bytes'])}"


def _growth(line: Line) -> str:
    return f"{line['memory_mb']:,} → {line['peak_mb']:,} MB"


TABLES = (
    Row("First usable map, empty cache", "first_map", _median),
    Row("Live map, empty cache", "first_map", _live),
    Row("Theme to new words and picture", "theme_to_repaint", _seen),
    Row("Theme until all is at rest", "theme_to_repaint", _median),
    Row("Search: key to answers", "search", _median),
    Row("Bytes until the first usable map", "first_map", lambda line: _size(line["usable_bytes"])),
    Row("First visit, all bytes", "first_map", _bytes),
    Row("Theme press, all bytes", "theme_to_repaint", _bytes),
    Row("Second visit, all bytes", "repeat_visit", _bytes),
    Row("Server processor time per visit", "first_map", lambda line: f"{line['server_cpu_s']:.2f} s"),
    Row("Server processor time per theme press", "theme_to_repaint", lambda line: _ms(line["server_cpu_ms"])),
    Row("Server memory, most during visits", "first_map", lambda line: f"{line['server_peak_mb']:,} MB"),
    Row("Start of the server", "start", lambda line: f"{line.get('ready_seconds', line['start_seconds'])} s"),
    Row("Program: 100 rows of a municipality", "api_municipality", _answer),
    Row("Program: 100 rows of a status", "api_status", _answer),
    Row("Program: 100 rows in a rectangle", "api_box", _answer),
    Row("Program: one row", "api_one", _answer),
    Row("Program: counts per status in a municipality", "api_counts", _answer),
    Row("Program: a wrong request refused, slowest", "api_refused", lambda line: f"{line['slowest_ms']:.1f} ms"),
    Row("Program: the whole table as CSV", "api_bulk_csv", _whole),
    Row("Program: the whole table as GeoJSON", "api_bulk_geojson", _whole),
    Row("Program: server memory before, and most during the whole table as CSV", "api_bulk_csv", _growth),
    Row("Program: server memory before, and most during the whole table as GeoJSON", "api_bulk_geojson", _growth),
    Row("Program: server memory before, and most during 100 rows of a status", "api_status", _growth),
)


def tables(lines: Iterable[Line]) -> str:
    """Markdown: the machine, then one table per figure with a row per contender and a column per size."""
    measured = list(lines)
    sizes = sorted({line["rows"] for line in measured if "contender" in line and line["what"] not in ELSEWHERE})
    parts = [_machine(line) for line in measured if line["what"] == "machine"]
    parts += [table for row in TABLES if (table := _table(row, measured, sizes))]
    parts += [
        table for clients in (1, 10, 100) if (table := _table(_capacity(clients), _under(measured, clients), sizes))
    ]
    return "\n\n".join(parts)


def _machine(line: Line) -> str:
    return (
        f"Measured on {line['date']} in one run: {line['cores']} cores, {line['memory_gb']} GB of memory, software "
        f"rendering, load {line['load']} at the start; Python {line['python']}, Streamlit {line['streamlit']}. "
        "Columns: number of initiatives. Medians; of fewer than five where it says (3×)."
    )


def _capacity(clients: int) -> Row:
    return Row(f"Reruns per second, {clients} readers at once", "capacity", lambda line: f"{line['reruns_per_s']}")


def _under(lines: list[Line], clients: int) -> list[Line]:
    return [line for line in lines if line.get("clients") == clients]


def _table(row: Row, lines: list[Line], sizes: list[int]) -> str:
    cells = {(line["contender"], line["rows"]): _cell(row, line) for line in lines if line["what"] == row.what}
    known = dict.fromkeys([*CONTENDERS, *(name for name, _ in cells)])
    measured = [name for name in known if any((name, size) in cells for size in sizes)]
    if not measured:
        return ""
    head = f"| {row.title} | " + " | ".join(f"{size:,}" for size in sizes) + " |"
    rule = "|---|" + "--:|" * len(sizes)
    body = [f"| {name} | " + " | ".join(cells.get((name, size), "–") for size in sizes) + " |" for name in measured]
    return "\n".join([head, rule, *body])


def _cell(row: Row, line: Line) -> str:
    if "failed" in line:
        return "failed: " + " ".join(line["failed"].replace("|", "/").split())[:80]
    if "none" in line:
        return "none"
    return row.cell(line)


def put_into(document: Path, lines: Iterable[Line]) -> None:
    """Replace the text between the two marks in `document`.

    Raises:
        ValueError: the document does not have each mark once, in the right order.
    """
    text = document.read_text(encoding="utf-8")
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"{document} needs a line {START} and after it a line {END}")
    document.write_text(f"{before}{START}\n\n{tables(lines)}\n\n{END}{after}", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Put the saved lines of a run into a document."""
    run, document = map(Path, arguments)
    put_into(
        document, [json.loads(line) for line in run.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    )


if __name__ == "__main__":
    main(sys.argv[1:])
