#!/bin/sh
# Remove from a Python environment what only tests and compilers need: deploy/slim.sh ENVIRONMENT
set -eu
cd "$1"
find lib -type d \( -name tests -o -name test \) -path '*/site-packages/*' -prune -exec rm -rf {} +
find lib -type d \( -name include -o -name src \) -path '*/site-packages/pyarrow/*' -prune -exec rm -rf {} +
rm -rf lib/python*/site-packages/pip lib/python*/site-packages/pip-*
