"""Whom names mean, and what the record attests of them."""
