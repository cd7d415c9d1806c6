"""Every number a reader can quote, as a pure function from frame to frame."""
