"""What people decide of statements."""
