"""What other programs and other sites take from ours: feeds, descriptions, embedded views, figures with an address for ever."""
