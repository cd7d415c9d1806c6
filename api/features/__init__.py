"""OGC API Features, part 1 (core) and part 2 (coordinate systems): `/api/features/v1`."""
