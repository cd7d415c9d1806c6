"""The table declarations and the only code that opens prepared data."""
