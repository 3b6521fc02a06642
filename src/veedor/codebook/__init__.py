"""The codebook in Python: what a statement is."""
