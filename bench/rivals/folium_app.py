"""Streamlit, pandas and folium: a marker per row."""

import os
from pathlib import Path

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

THEMES = ("wonen", "zorg", "energie", "ontmoeten", "bestaanszekerheid", "voorzieningen", "groen_voedsel", "mobiliteit")


@st.cache_data
def load() -> pd.DataFrame:
    """Every row with every column."""
    return pd.read_csv(Path(os.environ["BENCH_DATA"]) / "initiatives.csv")


st.set_page_config(page_title="Folium", layout="wide")
rows = load()
chosen = st.sidebar.pills("Thema", THEMES, selection_mode="multi")
if chosen:
    rows = rows[rows["themes"].str.contains("|".join(chosen))]
st.markdown(f"{len(rows)} initiatieven")
country = folium.Map(location=[52.17, 5.35], zoom_start=7, tiles=None)
for row in rows.itertuples():
    folium.CircleMarker([row.latitude, row.longitude], radius=4, tooltip=row.name).add_to(country)
st_folium(country, returned_objects=[], width=900)
