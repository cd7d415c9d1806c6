"""Health check of a container: exit status 0 if the site answers. Usage: `python deploy/healthy.py [port]`."""

import sys
import urllib.request

PORT = sys.argv[1] if len(sys.argv) > 1 else "8501"

if __name__ == "__main__":
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=4):
        pass
