"""Write the commands of the environment anew: each names the Python that it is run with.

After the folder was renamed, pytest, jupyter and the others would look for Python in the old one.
"""

import sys
from importlib import metadata
from pathlib import Path

from distlib.scripts import ScriptMaker


def write_commands(folder: Path = Path(sys.executable).parent) -> None:
    """Write a command for each console script of the installed packages."""
    maker = ScriptMaker(None, str(folder))
    maker.clobber = True
    maker.variants = {""}
    for command in metadata.entry_points(group="console_scripts"):
        maker.make(f"{command.name} = {command.value}")


if __name__ == "__main__":
    write_commands()
