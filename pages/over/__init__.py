"""The page at /over."""
