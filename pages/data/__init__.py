"""The page at /data."""
