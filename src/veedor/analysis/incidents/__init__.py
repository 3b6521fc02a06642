"""Incidents: event tellings of different sentences and documents that tell of the same happening."""
