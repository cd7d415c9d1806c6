"""The page at /doelen."""
