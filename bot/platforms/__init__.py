"""The chat platforms, each two translators and a small class."""
