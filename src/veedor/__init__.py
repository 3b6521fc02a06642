"""Veedor reads reports on political crises and keeps a sourced record of what they say."""

__version__ = "0.1.0"
