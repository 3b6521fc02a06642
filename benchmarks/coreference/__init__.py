"""Texts that tell of made-up happenings, to measure incidents and independent origins on; see README.md."""
