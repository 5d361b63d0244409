"""Qt item models over the frozen values of a review."""
