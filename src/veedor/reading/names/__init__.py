"""Whom the words mean."""
