"""The page at /kaart."""
