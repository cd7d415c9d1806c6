"""The page at /initiatieven."""
