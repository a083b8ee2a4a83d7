"""Talks to people: the command line, the chat platforms and the wiring; the only package that knows the other three."""
