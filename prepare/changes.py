"""What is different from the previous release, per initiative and field."""

import polars as pl

from data_loaders.schema import ChangeKind, Changes, Status

_NOT_COMPARED = ("id", "search_text")
_KEY = "id"
_BEFORE = "_before"
_NOTHING = pl.lit(None, pl.String)


def list_changes(before: pl.DataFrame | None, after: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """Rows of `Changes`, sorted; none when there is no previous release.

    Args:
        before: `initiatives` of the previous release; a column that it did not have is compared in none.
        after: `initiatives` of the new one.
        aliases: `aliases` of the new one: an id that forwards was merged, not removed.

    An initiative that was added, merged or removed has one row with an empty `field`. One that
    stayed has a row per field that differs; the status row of one that now has ended says
    `stopped`. Name, municipality and networks are the new ones, or the last known.
    """
    if before is None:
        return Changes.create_empty()
    gone = before.join(after, on=_KEY, how="anti").join(aliases, left_on=_KEY, right_on="old_id", how="left")
    forwards_to = pl.col("id_right")
    stayed = after.join(before, on=_KEY, suffix=_BEFORE)
    rows = [
        _rows(after.join(before, on=_KEY, how="anti"), ChangeKind.ADDED),
        _rows(gone.filter(forwards_to.is_not_null()), ChangeKind.MERGED, after=forwards_to),
        _rows(gone.filter(forwards_to.is_null()), ChangeKind.REMOVED),
        *(_differing(stayed, column) for column in before.columns if column not in _NOT_COMPARED),
    ]
    return Changes.validate(pl.concat(rows).sort(Changes.primary_key()), cast=True)


def _differing(stayed: pl.DataFrame, column: str) -> pl.DataFrame:
    new, old = pl.col(column), pl.col(f"{column}{_BEFORE}")
    differing = stayed.filter(new.ne_missing(old))
    texts = {"before": _text(differing, f"{column}{_BEFORE}"), "after": _text(differing, column)}
    if column != "status":
        return _rows(differing, ChangeKind.CHANGED, field=column, **texts)
    has_ended = new == Status.ENDED
    stopped = _rows(differing.filter(has_ended), ChangeKind.STOPPED, field=column, **texts)
    return pl.concat([stopped, _rows(differing.filter(~has_ended), ChangeKind.CHANGED, field=column, **texts)])


def _rows(
    initiatives: pl.DataFrame,
    kind: ChangeKind,
    *,
    field: str = "",
    before: pl.Expr = _NOTHING,
    after: pl.Expr = _NOTHING,
) -> pl.DataFrame:
    return initiatives.select(
        pl.col(_KEY),
        pl.lit(kind.value).alias("kind"),
        pl.lit(field).alias("field"),
        pl.col("name", "municipality_code", "networks"),
        before.alias("before"),
        after.alias("after"),
    )


def _text(frame: pl.DataFrame, column: str) -> pl.Expr:
    """A cell as a reader may see it; lists with semicolons, sources as their addresses."""
    dtype, cell = frame.schema[column], pl.col(column)
    if not isinstance(dtype, pl.List):
        return cell.cast(pl.String)
    parts = pl.element().struct.field("url") if isinstance(dtype.inner, pl.Struct) else pl.element().cast(pl.String)
    return cell.list.eval(parts).list.join("; ")
