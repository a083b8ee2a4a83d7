"""How gaps are found: a rule each, over one material; ``plans/gaps.py`` is the door."""
