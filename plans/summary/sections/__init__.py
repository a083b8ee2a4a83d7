"""The sections of the annual summary; ``plans/summary/composing.py`` puts them in order."""
