"""What was done: who did what to whom, where, about what."""
