"""What was said and by which reading it was found; knows no model."""
