"""The page at /regio."""
