"""Where a row of a file lies: what its cells say about it, and which of them is believed."""
