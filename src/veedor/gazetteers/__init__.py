"""What the world calls its countries, organisations and towns: lists of names, and what they mean."""
