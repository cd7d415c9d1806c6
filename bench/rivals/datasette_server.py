"""Datasette with datasette-cluster-map: the rows in SQLite, its own map plugin, the themes as a facet."""

import sqlite3
import sys
from pathlib import Path

import pandas as pd

folder, port = Path(sys.argv[2]), sys.argv[1]
database = folder / "bench.db"
if not database.exists():
    rows = pd.read_csv(folder / "initiatives.csv")
    rows["theme"] = rows["themes"].str.split(";").str[0]
    with sqlite3.connect(database) as connection:
        rows.to_sql("initiatives", connection, index=False)
        connection.execute("create index by_theme on initiatives (theme)")

if __name__ == "__main__":
    from datasette.cli import cli

    limits = ["--setting", "sql_time_limit_ms", "30000", "--setting", "facet_time_limit_ms", "10000"]
    cli(["serve", str(database), "--port", port, *limits])
