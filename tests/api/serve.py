"""Serves only the APIs, for tests with existing clients: `python -m tests.api.serve PORT`."""

import os
import sys

import uvicorn

from tests.api.v1.machine import app
from ui.site_address import SETTING

if __name__ == "__main__":
    port = int(sys.argv[1])
    os.environ[SETTING] = f"http://127.0.0.1:{port}"
    uvicorn.run(app(), host="127.0.0.1", port=port, log_level="warning")
