"""Properties of the merger for any rows: the order does not matter, and no row or fact is lost."""

import io
import random
from collections.abc import Mapping, Sequence

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.schema.folding import fold
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


def frame(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    numbered = [{**ROW, **row, "row": number} for number, row in enumerate(rows, start=2)]
    return pl.DataFrame(numbered, schema=Candidates.create_empty().schema)


def run(candidates: pl.DataFrame, previous: PreviousIds | None = None) -> Merged:
    return merge(candidates, regions=REGIONS, words=WORDS, decisions=DECISIONS, previous=previous)


def written(table: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    table.write_parquet(buffer)
    return buffer.getvalue()


@given(rows=many_rows, seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=10)
def test_neither_the_order_of_rows_nor_their_place_in_a_file_matters(
    rows: Sequence[Mapping[str, object]], seed: int
) -> None:
    candidates = frame(rows)
    order = random.Random(seed).sample(range(len(rows)), len(rows))  # noqa: S311

    one, turned, moved = run(candidates), run(candidates[order]), run(frame([rows[place] for place in order]))

    for table in ("initiatives", "statements", "aliases", "outcomes", "reviews"):
        assert written(getattr(one, table)) == written(getattr(turned, table)), table
    assert written(one.initiatives) == written(moved.initiatives)
    assert written(one.statements) == written(moved.statements)


@given(rows=many_rows)
@settings(deadline=None, max_examples=15)
def test_every_row_ends_in_one_initiative_nothing_is_lost_and_different_is_never_joined(
    rows: Sequence[Mapping[str, object]],
) -> None:
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
    one = told.filter(name="Kersentuin", source="a.csv")["id"]
    other = told.filter(name="Stichting Kersentuin")["id"]
    assert not set(one) & set(other), "told to be different"


def rows_of(candidates: pl.DataFrame, result: Merged) -> dict[str, set[str]]:
    """Id to the contents of its rows, without file and row number."""
    result_of: dict[str, set[str]] = {}
    told = candidates.join(result.outcomes.select("source", "row", "id"), on=["source", "row"])
    for entry in told.drop("source", "row").iter_rows(named=True):
        result_of.setdefault(entry.pop("id"), set()).add(repr(entry))
    return result_of


def names_by_municipality(result: Merged) -> dict[str, set[tuple[str, str | None]]]:
    """Id to all pairs of one of its names and one of its municipalities in any source."""
    said = result.statements
    names, municipalities = (
        said.filter(field=field).select("initiative_id", pl.col("value").alias(field)).unique()
        for field in ("name", "municipality_code")
    )
    both = names.join(municipalities, on="initiative_id", how="left")
    result_of: dict[str, set[tuple[str, str | None]]] = {}
    for old, name, municipality in both.iter_rows():
        result_of.setdefault(old, set()).add((fold(name), municipality))
    return result_of


@given(rows=many_rows, later=many_rows)
@settings(deadline=None, max_examples=10)
def test_ids_are_stable_and_lead_somewhere_as_long_as_their_rows_are_there(
    rows: Sequence[Mapping[str, object]], later: Sequence[Mapping[str, object]]
) -> None:
    first = run(frame(rows))
    before = PreviousIds(first.initiatives, first.aliases, first.statements)

    again, grown = run(frame(rows), before), run(frame([*rows, *later]), before)

    assert written(again.initiatives) == written(first.initiatives)
    assert again.aliases.equals(first.aliases)
    live, forwarded = set(grown.initiatives["id"]), dict(grown.aliases.iter_rows())
    assert all(old in live or forwarded[old] in live for old in first.initiatives["id"])
    assert not live & set(forwarded)
    own, now = rows_of(frame(rows), first), rows_of(frame([*rows, *later]), grown)
    assert all(own[old] & now[forwarded.get(old, old)] for old in first.initiatives["id"])


@given(rows=many_rows, gone=many_rows)
@settings(deadline=None, max_examples=10)
def test_an_id_forwards_to_a_row_of_its_name_in_its_municipality_or_not_at_all(
    rows: Sequence[Mapping[str, object]], gone: Sequence[Mapping[str, object]]
) -> None:
    first = run(frame([*rows, *gone]))

    left = run(frame(rows), PreviousIds(first.initiatives, first.aliases, first.statements))

    live, forwarded = set(left.initiatives["id"]), dict(left.aliases.iter_rows())
    assert set(forwarded.values()) <= live
    assert not live & set(forwarded)
    own, now = (names_by_municipality(result) for result in (first, left))
    assert all(own[old] & now[new] for old, new in forwarded.items())
