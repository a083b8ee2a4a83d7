"""Choosing what answers a question, and putting it into words."""
