"""Streamlit, pandas and folium: a marker per row.

folium loads Leaflet and four other scripts from external hosts. The benchmark measures this machine and not the network,
so Leaflet, the only script that this map needs, comes from the app's own server.
"""

import os
from importlib.metadata import distribution
from pathlib import Path

import folium
import pandas as pd
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

THEMES = ("wonen", "zorg", "energie", "ontmoeten", "bestaanszekerheid", "voorzieningen", "groen_voedsel", "mobiliteit")

LEAFLET = str(distribution("django-leaflet").locate_file("leaflet/static/leaflet"))


@st.cache_data
def load() -> pd.DataFrame:
    """All rows with all columns."""
    return pd.read_csv(Path(os.environ["BENCH_DATA"]) / "initiatives.csv")


st.set_page_config(page_title="Folium", layout="wide")
rows = load()
chosen = st.sidebar.pills("Thema", THEMES, selection_mode="multi")
if chosen:
    rows = rows[rows["themes"].str.contains("|".join(chosen))]
st.markdown(f"{len(rows)} initiatieven")
components.declare_component("leaflet", path=LEAFLET)
country = folium.Map(location=[52.17, 5.35], zoom_start=7, tiles=None)
country.default_js = [("leaflet", "../folium_app.leaflet/leaflet.js")]
country.default_css = [("leaflet_css", "../folium_app.leaflet/leaflet.css")]
for row in rows.itertuples():
    folium.CircleMarker([row.latitude, row.longitude], radius=4, tooltip=row.name).add_to(country)
st_folium(country, returned_objects=[], width=900)
