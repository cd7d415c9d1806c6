"""The web server around the pages: addresses for programs, files, headers, limits, health and metrics."""
