"""Into other programs, and back: the record in the formats that the field's tools read."""
