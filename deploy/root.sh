#!/bin/sh
# Copy what the site needs to run, and nothing else: deploy/root.sh FROM TO. Both the image (Containerfile) and an installation without
# containers are made with it. Make the Python environment (TO/venv) separately.
set -eu
from=$1 to=$2
mkdir -p "$to/data/releases"
own="dashboard.py docs .streamlit api data_loaders geo measures pages prepare ui LICENSE LICENSES deploy"
for each in $own; do
    cp -R "$from/$each" "$to/"
done
# The newest release, and the sources that are needed to check a partner's list.
cp -R "$from/data/releases/$(basename "$(readlink "$from/data/prepared")")" "$to/data/releases/"
cp -P "$from/data/prepared" "$to/data/prepared"
cp -R "$from/data/sources" "$to/data/"
# Readable by whoever runs it, writable by nobody.
for each in $own data; do
    find "$to/$each" \( -name __pycache__ -o -name images \) -type d -prune -exec rm -rf {} +
    chmod -R a+rX,a-w "$to/$each"
done
