from datetime import date
from pathlib import Path

import pytest

from prepare.problems import SourceError
from prepare.sources import Source, SourceKind
from prepare.surroundings import prepare_surroundings

SOURCES = Path(__file__).resolve().parents[2] / "data" / "sources"
LISTED = Source(SourceKind.SURROUNDINGS, "surroundings/countries.geojson", "T", "H", "L", date(2026, 11, 23))


def test_every_country_is_accounted_for() -> None:
    prepared = prepare_surroundings(SOURCES, [LISTED])

    counts = prepared.counts["countries.geojson"]
    assert (counts.read, counts.accepted, counts.rejected) == (25, 25, 0)
    assert set(prepared.shapes) == {"surroundings"}


@pytest.mark.parametrize("listed", [[], [LISTED, LISTED]])
def test_one_file_of_countries_is_asked_for(listed: list[Source]) -> None:
    with pytest.raises(SourceError, match="omgeving"):
        prepare_surroundings(SOURCES, listed)


@pytest.mark.parametrize("content", [None, b"<html>", b'{"features": []}'])
def test_an_unusable_file_is_named_with_a_remedy(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "surroundings").mkdir()
        (tmp_path / LISTED.file).write_bytes(content)

    with pytest.raises(SourceError) as raised:
        prepare_surroundings(tmp_path, [LISTED])

    assert raised.value.file == LISTED.file
    assert "git checkout" in str(raised.value)
