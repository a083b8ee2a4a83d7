"""What the bot makes of a message: one module per kind of talk, each a tuple of routes that are tried in order."""
