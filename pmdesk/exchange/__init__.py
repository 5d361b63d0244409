"""Other forms of a review: pmdesk's own JSON in and out, and the bundled samples."""
