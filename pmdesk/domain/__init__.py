"""Pure values: reviews, their items, changes to them, times, roles, rules and measures."""
