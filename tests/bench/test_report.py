from pathlib import Path

import pytest

from bench.report import END, START, put_into, tables

MACHINE = {"what": "machine", "date": "2026-11-23", "cores": 2, "load": 0.1, "memory_gb": 23}
MACHINE |= {"python": "3.11.2", "streamlit": "1.67.0"}


def line(what: str, contender: str, rows: int, **figures: object) -> dict[str, object]:
    return {"what": what, "contender": contender, "rows": rows, **figures}


def press(contender: str, rows: int, ms: float) -> dict[str, object]:
    figures = {
        "http_bytes": 1_000,
        "websocket_bytes": 55_400,
        "server_cpu_ms": 40,
        "all_ms": [ms] * 7,
        "seen_ms": ms / 2,
    }
    return line("theme_to_repaint", contender, rows, median_ms=ms, **figures)


def test_a_row_per_contender_and_a_column_per_size() -> None:
    told = tables(
        [press("naive", 100_000, 2_340.0), press("samenkaart", 1_000, 140.2), press("samenkaart", 100_000, 150)]
    )

    assert "| Theme to new words and picture | 1,000 | 100,000 |\n|---|--:|--:|\n| samenkaart | 70 ms | 75 ms |" in told
    assert "| Theme until all is at rest | 1,000 | 100,000 |\n|---|--:|--:|" in told
    assert "| samenkaart | 140 ms | 150 ms |\n| naive | – | 2.3 s |" in told
    assert "| Theme press, all bytes | 1,000 | 100,000 |\n|---|--:|--:|\n| samenkaart | 56 kB | 56 kB |" in told


def test_a_failure_and_a_missing_search_are_results() -> None:
    told = tables(
        [line("search", "naive", 1_000, none="has no search"), line("search", "dash-leaflet", 1_000, failed="a|b\nc")]
    )

    assert "| naive | none |" in told
    assert "| dash-leaflet | failed: a/b c |" in told


def test_fewer_repetitions_are_mentioned() -> None:
    slow = press("naive", 1_000, 30_000.0) | {"all_ms": [30_000] * 3}

    assert "| naive | 30.0 s (3×) |" in tables([slow])


@pytest.mark.parametrize("what", ["merge_scale", "reading"])
def test_figures_with_tables_of_their_own_add_no_column(what: str) -> None:
    lines = [press("samenkaart", 1_000, 40.0)]

    assert tables([*lines, line(what, "read", 100_000, cpu_seconds=8.0)]) == tables(lines)


def test_a_figure_without_measurements_gives_no_table() -> None:
    assert tables([MACHINE]).startswith("Measured on 2026-11-23 in one run: 2 cores")
    assert "|" not in tables([MACHINE])


def test_readers_at_once_each_have_their_table() -> None:
    told = tables([line("capacity", "naive", 1_000, clients=10, reruns_per_s=14.5)])

    assert "| Reruns per second, 10 readers at once | 1,000 |\n|---|--:|\n| naive | 14.5 |" in told


def test_only_what_is_between_the_marks_changes(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"Before\n{START}\nold\n{END}\nAfter\n", encoding="utf-8")

    put_into(document, [MACHINE])
    put_into(document, [MACHINE])

    text = document.read_text(encoding="utf-8")
    assert text.startswith(f"Before\n{START}\n\nMeasured")
    assert text.endswith(f"\n\n{END}\nAfter\n")
    assert "old" not in text


@pytest.mark.parametrize("text", ["", START, END, f"{END}\n{START}"])
def test_a_document_without_marks_stays_as_it_is(tmp_path: Path, text: str) -> None:
    document = tmp_path / "performance.md"
    document.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match="needs a line"):
        put_into(document, [MACHINE])

    assert document.read_text(encoding="utf-8") == text


def test_answers_to_programs_have_a_decimal_and_rivals_of_their_own() -> None:
    answer = line("api_one", "pygeoapi", 100_000, median_ms=2.34, all_ms=[2.34] * 40)

    told = tables([answer, line("api_one", "samenkaart", 100_000, none="cannot be asked")])

    assert "| samenkaart | none |\n| pygeoapi | 2.3 ms |" in told


def test_a_whole_table_is_shown_with_its_size() -> None:
    whole = line(
        "api_bulk_csv",
        "datasette",
        1_000,
        median_ms=2345.0,
        all_ms=[2345.0] * 3,
        answer_bytes=1_234_567,
        memory_mb=1,
        peak_mb=2,
    )

    told = tables([whole])

    assert "| datasette | 2.3 s (3×), 1.2 MB |" in told
    assert "| datasette | 1 → 2 MB |" in told
