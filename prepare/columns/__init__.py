"""Which column of a partner's file holds what: as the settings say, by its name, or by its content."""
