"""The naive app: reads everything with pandas, filters rows, and gives all of them to the map."""

import os
from pathlib import Path

import pandas as pd
import pydeck as pdk
import streamlit as st

THEMES = ("wonen", "zorg", "energie", "ontmoeten", "bestaanszekerheid", "voorzieningen", "groen_voedsel", "mobiliteit")


@st.cache_data
def load() -> pd.DataFrame:
    """All generated initiatives with all columns; lists are text."""
    return pd.read_csv(Path(os.environ["BENCH_DATA"]) / "initiatives.csv")


st.set_page_config(page_title="Naive", layout="wide")
rows = load()
chosen = st.sidebar.pills("Thema", THEMES, selection_mode="multi")
if chosen:
    rows = rows[rows["themes"].str.contains("|".join(chosen))]
st.markdown(f"{len(rows)} initiatieven")
layer = pdk.Layer("ScatterplotLayer", rows, get_position="[longitude, latitude]", get_radius=800, pickable=True)
view = pdk.ViewState(longitude=5.35, latitude=52.17, zoom=6.35)
st.pydeck_chart(pdk.Deck([layer], initial_view_state=view, map_provider=None))
