"""Who someone named is."""
