"""The sections of the annual summary; ``plans/summary.py`` puts them in order."""
