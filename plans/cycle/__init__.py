"""The steps of a reporting cycle, one module each; ``plans/followup.py`` is the door."""
