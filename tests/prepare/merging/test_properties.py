"""What holds for any rows: order, repetition, conservation."""

import io
import random
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from prepare.merging import Merged, PreviousIds, merge
from prepare.tables import Candidates
from tests.prepare.merging.rows import REGIONS, ROW, WORDS, decided

NAMES = ["Kersentuin", "De Kersentuin", "Stichting Kersentuin", "Kersentuinn", "Dorpshuis", "Dorpshuis Vleuten", "Repair Café", "Populier (Kersentuin)", "Ø"]  # fmt: skip
row = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "place": st.sampled_from([None, "Utrecht", "Vleuten", "Haarzuilens", "Vleuten, Utrecht"]),
        "municipality_code": st.sampled_from(["GM0344", "GM0344", "GM0363", None]),
        "themes": st.lists(st.sampled_from(["wonen", "zorg", "energie"]), min_size=1, max_size=3, unique=True),
        "status": st.sampled_from(["actief", "gestopt", "onbekend"]),
        "legal_form": st.sampled_from(["stichting", "vereniging", "onbekend"]),
        "started_year": st.sampled_from([None, 1990, 2010]),
        "source_year": st.sampled_from([None, 2019, 2021]),
        "website": st.sampled_from([None, "https://kersentuin.nl", "http://www.kersentuin.nl/", "https://dorp.nl"]),
        "source_url": st.sampled_from(["https://x.nl", "https://y.nl"]),
        "source": st.sampled_from(["a.csv", "b.csv", "c.csv"]),
    }
)
many_rows = st.lists(row, min_size=1, max_size=10)
DECISIONS = decided("different", "Kersentuin", "Stichting Kersentuin", source_a="a.csv").vstack(
    decided("same", "Populier (Kersentuin)", "Dorpshuis", place_b="Vleuten")
)


def frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    numbered = [ROW | row | {"row": number} for number, row in enumerate(rows, start=2)]
    return pl.DataFrame(numbered, schema=Candidates.create_empty().schema)


def run(candidates: pl.DataFrame, previous: PreviousIds | None = None) -> Merged:
    return merge(candidates, regions=REGIONS, words=WORDS, decisions=DECISIONS, previous=previous)


def written(table: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    table.write_parquet(buffer)
    return buffer.getvalue()


@given(rows=many_rows, seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=15)
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, Any]], seed: int) -> None:
    candidates = frame(rows)
    order = list(range(candidates.height))
    random.Random(seed).shuffle(order)  # noqa: S311

    one, other = run(candidates), run(candidates[order])

    for table in ("initiatives", "statements", "aliases", "outcomes", "reviews"):
        assert written(getattr(one, table)) == written(getattr(other, table)), table


@given(rows=many_rows, seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=10)
def test_where_a_row_stands_in_its_file_does_not_matter(rows: list[dict[str, Any]], seed: int) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311

    one, other = run(frame(rows)), run(frame(shuffled))

    assert written(one.initiatives) == written(other.initiatives)
    assert written(one.statements) == written(other.statements)


@given(rows=many_rows)
@settings(deadline=None, max_examples=15)
def test_every_row_ends_in_one_initiative_and_nothing_is_lost(rows: list[dict[str, Any]]) -> None:
    candidates = frame(rows)

    result = run(candidates)

    assert (
        result.outcomes.select("source", "row")
        .sort("source", "row")
        .equals(candidates.select("source", "row").sort("source", "row"))
    )
    assert set(result.outcomes["id"]) == set(result.initiatives["id"])
    assert result.outcomes.filter(outcome="accepted").height == result.initiatives.height
    told = candidates.join(result.outcomes, on=["source", "row"])
    for field in ("name", "website", "place", "started_year"):
        said = told.select("id", pl.col(field).cast(pl.String)).drop_nulls().unique()
        kept = result.statements.filter(field=field).select(id="initiative_id", **{field: "value"}).unique()
        assert said.sort("id", field).equals(kept.sort("id", field)), field


@given(rows=many_rows, later=many_rows)
@settings(deadline=None, max_examples=10)
def test_ids_are_stable_and_always_lead_somewhere(rows: list[dict[str, Any]], later: list[dict[str, Any]]) -> None:
    first = run(frame(rows))
    before = PreviousIds(first.initiatives, first.aliases)

    again, grown = run(frame(rows), before), run(frame(rows + later), before)

    assert written(again.initiatives) == written(first.initiatives)
    assert again.aliases.equals(first.aliases)
    live, forwarded = set(grown.initiatives["id"]), dict(grown.aliases.iter_rows())
    assert all(old in live or forwarded[old] in live for old in first.initiatives["id"])
    assert not live & set(forwarded)


@given(rows=many_rows)
@settings(deadline=None, max_examples=10)
def test_different_is_never_joined(rows: list[dict[str, Any]]) -> None:
    candidates = frame(rows)

    told = candidates.join(run(candidates).outcomes, on=["source", "row"])

    one = told.filter(name="Kersentuin", source="a.csv")["id"]
    other = told.filter(name="Stichting Kersentuin")["id"]
    assert not set(one) & set(other)
