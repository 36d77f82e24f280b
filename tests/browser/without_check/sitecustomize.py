"""Lets a server load a package with markup in its texts, which its own check would refuse."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from lib.data import columns

columns._UNSAFE = re.compile("(?!)")
