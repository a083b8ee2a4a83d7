"""A follow-up played day by day with everything that can go wrong, and checks that know nothing of the rules' code."""
