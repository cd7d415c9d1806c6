"""For other programs and sites: feeds, catalogue descriptions, embedded views, and figures with a permanent address."""
