"""Measurements: each prints its number beside a floor or a peer of the same run, and the ratio."""
