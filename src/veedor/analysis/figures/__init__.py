"""Figures: what was counted, over which time, whether two of them can be held against each other, and what follows."""
