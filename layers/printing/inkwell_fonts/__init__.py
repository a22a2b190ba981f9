"""The typefaces of printed books, as TrueType files. `scripts/make_print_fonts.py` makes them; see OFL.txt."""

from pathlib import Path

#: The folder of the files.
FOLDER = Path(__file__).parent
