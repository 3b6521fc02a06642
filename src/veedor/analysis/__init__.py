"""Statements in, plain tables out: no database, no page."""
