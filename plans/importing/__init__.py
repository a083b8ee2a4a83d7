"""Read action plans as organisations keep them."""
