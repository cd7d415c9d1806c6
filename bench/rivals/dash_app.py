"""Dash with dash-leaflet: GeoJSON that its own setting clusters in the browser."""

import os
import sys
from pathlib import Path

import dash_leaflet as dl
import dash_leaflet.express as dlx
import pandas as pd
from dash import Dash, Input, Output, dcc, html

THEMES = ("wonen", "zorg", "energie", "ontmoeten", "bestaanszekerheid", "voorzieningen", "groen_voedsel", "mobiliteit")
rows = pd.read_csv(Path(os.environ["BENCH_DATA"]) / "initiatives.csv")
spots = rows[["name", "latitude", "longitude"]].rename(
    columns={"latitude": "lat", "longitude": "lon", "name": "tooltip"}
)
app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Checklist(THEMES, [], id="themes", inline=True),
        html.P(id="count"),
        dl.Map(
            dl.GeoJSON(id="points", cluster=True),
            center=[52.17, 5.35],
            zoom=7,
            style={"height": "430px"},
        ),
    ]
)


@app.callback(  # type: ignore[untyped-decorator]  # Dash has no types
    Output("points", "data"), Output("count", "children"), Input("themes", "value")
)
def choose(themes: list[str]) -> tuple[dict[str, object], str]:
    """Rows with any of the chosen themes, as GeoJSON."""
    chosen = spots[rows["themes"].str.contains("|".join(themes))] if themes else spots
    return dlx.dicts_to_geojson(chosen.to_dict("records")), f"{len(chosen)} initiatieven"


if __name__ == "__main__":
    app.run(port=sys.argv[1])
