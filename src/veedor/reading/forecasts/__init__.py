"""What is said of the future and could be checked later."""
