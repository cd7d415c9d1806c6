"""Sources to prepared data: read, recognise, place, merge, check, publish; `python -m prepare`."""
