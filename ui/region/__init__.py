"""One region in words, tables and drawings, for its page, its A4 and its files."""
