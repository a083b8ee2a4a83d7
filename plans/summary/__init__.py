"""The annual follow-up summary: figures and their trace, then a neutral document that every format renders."""
