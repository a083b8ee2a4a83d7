"""The shipped example: an invented region's strategy, plan and year."""
