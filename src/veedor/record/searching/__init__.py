"""Passages found by their words and by their meaning."""
