"""From bytes to a text that will not change again."""
