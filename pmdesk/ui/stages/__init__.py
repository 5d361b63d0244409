"""One page for each stage of a review."""
