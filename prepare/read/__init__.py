"""Partners' files of any kind as rows, and rows as candidates for the merger."""
