"""Versions of documents, their carriers, and what publishers take back."""
