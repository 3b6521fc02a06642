"""From a text to statements; knows no database."""
