"""The page at /netwerken."""
