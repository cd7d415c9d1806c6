import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from pages import PAGES, stories
from tests.browser.small import small_release
from tests.pages.harness import html, open_page, problems
from ui.paper.story import story_pdf
from ui.plain.site import Site
from ui.view import view_of


def missing(release: Path) -> None:
    (release / "initiatives.parquet").unlink()


def truncated(release: Path) -> None:
    file = release / "initiatives.parquet"
    file.write_bytes(file.read_bytes()[:200])


def other_columns(release: Path) -> None:
    """A release with wrong columns and a matching manifest, so that only the schema can reveal it."""
    import hashlib  # noqa: PLC0415

    file = release / "initiatives.parquet"
    pl.DataFrame({"iets": [1]}).write_parquet(file)
    manifest = json.loads((release / "manifest.json").read_text())
    manifest["files"]["initiatives.parquet"]["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest["files"]["initiatives.parquet"]["bytes"] = file.stat().st_size
    (release / "manifest.json").write_text(json.dumps(manifest))


def other_checksum(release: Path) -> None:
    file = release / "initiatives.parquet"
    pl.read_parquet(file).with_columns(name=pl.lit("veranderd")).write_parquet(file)


def no_manifest(release: Path) -> None:
    (release / "manifest.json").unlink()


DAMAGE: list[tuple[Callable[[Path], None], str]] = [
    (missing, "initiatives.parquet"),
    (truncated, "initiatives.parquet"),
    (other_columns, "initiatives.parquet"),
    (other_checksum, "initiatives.parquet"),
    (no_manifest, "manifest.json"),
]


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    link = small_release(tmp_path, {}, {})
    copy = tmp_path / "kapot"
    shutil.copytree(link.resolve(), copy)
    monkeypatch.setenv("SAMENKAART_DATA", str(copy))
    return copy


def assert_told(page: str, file: str) -> None:
    app = open_page(page)

    assert problems(app) == []
    assert [error.value for error in app.error if file in error.value.replace("\\", "")]
    assert app.title[0].value == "De gegevens zijn nu niet te tonen"
    assert not app.get("deck_gl_json_chart")


@pytest.mark.parametrize(("damage", "file"), DAMAGE)
def test_the_home_page_names_the_file(release: Path, damage: Callable[[Path], None], file: str) -> None:
    damage(release)

    assert_told("", file)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_the_file(release: Path, page: str) -> None:
    missing(release)

    assert_told(page, "initiatives.parquet")


def test_a_damaged_newer_release_leaves_the_last_good_one(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_loaders.store.CHECK_SECONDS", 0.0)
    open_page()
    truncated(release)
    os.utime(release / "manifest.json", ns=(1, 1))

    app = open_page()
    plain = Site(stories()).page("/over", {})
    view = view_of({})

    assert problems(app) == []
    assert not app.error
    assert plain
    assert "laatste goede versie" in html(app)
    assert "laatste goede versie" in plain.body
    assert "initiatives.parquet" in plain.body
    monkeypatch.setattr("ui.paper.story.set_pdf", lambda _template, data, _snapshot: data["notes"])
    assert "laatste goede versie" in story_pdf(view, stories()["over"](view))[0]  # type: ignore[operator]  # in place of the sheet, its notes
