"""Datasette with datasette-cluster-map: the rows in SQLite, its own map plugin, its full-text search, themes as a facet.

`prepare FOLDER` makes the database; `serve FOLDER PORT` serves it.
"""

import sqlite3
import sys
from pathlib import Path

import pandas as pd
from datasette.cli import cli

SEARCHED = ("name", "place", "summary")
# A picture of one pixel instead of map tiles, because the benchmark measures this machine and not the network.
TILE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def prepare(database: Path) -> None:
    """Write the rows to SQLite as Datasette's guide advises, with an index per queried column and one for full text."""
    rows = pd.read_csv(database.with_name("initiatives.csv"))
    rows["theme"] = rows["themes"].str.split(";").str[0]
    columns = ", ".join(SEARCHED)
    database.unlink(missing_ok=True)
    with sqlite3.connect(database) as connection:
        rows.to_sql("initiatives", connection, index=False)
        for name, column in (
            ("by_theme", "theme"),
            ("by_id", "id"),
            ("by_status", "status"),
            ("by_place", "municipality_code"),
        ):
            connection.execute(f"create index {name} on initiatives ({column})")
        connection.execute("create index by_point on initiatives (longitude, latitude)")
        # Datasette recognises the index by the double quotes.
        connection.execute(f'create virtual table found using fts5({columns}, content="initiatives")')
        connection.execute("insert into found(found) values ('rebuild')")


def serve(database: Path, port: str) -> None:
    """Serve the database, with longer time limits than the defaults."""
    limits = ["--setting", "sql_time_limit_ms", "30000", "--setting", "facet_time_limit_ms", "10000"]
    about = database.with_name("datasette.json")
    about.write_text(f'{{"plugins": {{"datasette-cluster-map": {{"tile_layer": "{TILE}"}}}}}}', encoding="utf-8")
    cli(["serve", str(database), "--port", port, "--metadata", str(about), *limits])


if __name__ == "__main__":
    database = Path(sys.argv[2]) / "bench.db"
    if sys.argv[1] == "prepare":
        prepare(database)
    else:
        serve(database, sys.argv[3])
