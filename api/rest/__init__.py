"""What every address for programs has in common: languages, formats, refusals in words, headers, conditional requests."""
