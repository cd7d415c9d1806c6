import polars as pl
import pyarrow as pa

from data_loaders.schema import Status
from ui.grid import sent


def test_a_table_is_sent_in_types_that_a_browser_reads() -> None:
    table = pl.DataFrame(
        {"name": ["Ûs Doarp", None], "n": [1, 2], "status": ["actief", None], "tags": [["a"], []]},
        schema={
            "name": pl.String,
            "n": pl.UInt32,
            "status": pl.Enum([status.value for status in Status]),
            "tags": pl.List(pl.String),
        },
    )

    rows = sent(table)

    assert rows.to_pydict() == table.to_dict(as_series=False)
    assert rows.schema.field("name").type == pa.string()
    assert not any("view" in str(field.type) for field in rows.schema)
