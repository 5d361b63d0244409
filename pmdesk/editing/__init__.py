"""What a user can do: the desk (the one door for changes), commands as data, capture, ports."""
