"""Checks of every sentence and citation against its source."""
