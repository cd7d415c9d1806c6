"""The REST API at `/api/v1`. It follows the Dutch government's API Design Rules."""
