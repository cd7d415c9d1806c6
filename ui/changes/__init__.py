"""What changed between releases, in words: as a page, and as feeds that need no account."""
