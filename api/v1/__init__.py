"""The REST API, by the Dutch government's API Design Rules: `/api/v1`."""
