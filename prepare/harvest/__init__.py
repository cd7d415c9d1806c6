"""Partners' lists, fetched from an address that was declared; off unless somebody declares one."""
