"""Packages of public repositories whose own first files, which import all that they have, are not run."""

import sys
from pathlib import Path
from types import ModuleType


def enter(home, names):
    """Makes the modules inside those packages of the repository at home importable."""
    for name in names:
        module = ModuleType(name)
        module.__path__ = [str(Path(home, *name.split(".")))]
        sys.modules[name] = module
