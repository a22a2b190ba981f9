"""Commands for developers: `python -m scripts.NAME`, wired in the Makefile."""
