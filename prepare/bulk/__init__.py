"""A release as files for programs: GeoPackage, Parquet, GeoParquet, GeoJSON, CSV, XLSX, and what describes them."""
