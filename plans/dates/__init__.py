"""Dates as people write them, in Swedish and English: periods in plans, days in replies."""
