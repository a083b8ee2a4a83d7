"""Knows actions and dates: the plan, the follow-up cycle, the replies and the summary. Time arrives as an argument."""
