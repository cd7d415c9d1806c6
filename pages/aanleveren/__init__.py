"""A partner's list, checked on the site: what it would become, and nothing of it kept."""
