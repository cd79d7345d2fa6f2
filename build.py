#!/usr/bin/env python3
"""Builds the site: `python build.py`, and `python build.py --help` for the rest."""

from sitegen.cli import main

if __name__ == "__main__":
    main()
