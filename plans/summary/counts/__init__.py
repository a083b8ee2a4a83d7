"""What is counted, one file for each kind; ``plans/summary/figures.py`` puts them together."""
