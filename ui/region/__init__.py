"""One region in words, tables and pictures: the same for the page, the paper and the file."""
