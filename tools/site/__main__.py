"""``python -m tools.site FOLDER [NN …]``: run lessons and write what Sphinx builds from."""

import sys
from pathlib import Path

from tools.site.sources import write_sources

if __name__ == "__main__":
    write_sources(Path(sys.argv[1]), sys.argv[2:])
