"""Datasette with datasette-cluster-map: the rows in SQLite, its own map plugin, its full-text search, themes as a facet.

`prepare FOLDER` makes the database, `serve FOLDER PORT` shows it.
"""

import sqlite3
import sys
from pathlib import Path

import pandas as pd
from datasette.cli import cli

SEARCHED = ("name", "place", "summary")
# A picture of one pixel instead of map tiles: the benchmark measures this machine and no network.
TILE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def prepare(database: Path) -> None:
    """Put the rows in SQLite, as the guide of Datasette does, with an index on every column that is asked for and one for full text."""
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
        # In double quotes: Datasette knows the index by them.
        connection.execute(f'create virtual table found using fts5({columns}, content="initiatives")')
        connection.execute("insert into found(found) values ('rebuild')")


def serve(database: Path, port: str) -> None:
    """Show the database, with more patience than by default."""
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
