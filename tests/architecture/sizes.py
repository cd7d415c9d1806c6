"""Print our ten largest files: `python -m tests.architecture.sizes`."""

import sys

from tests.architecture.source_files import source_files

if __name__ == "__main__":
    largest = sorted(source_files(), key=lambda source: source.lines, reverse=True)[:10]
    sys.stdout.writelines(f"{source.lines:>5}  {source.path}\n" for source in largest)
