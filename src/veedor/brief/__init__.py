"""The brief: sentences that each stand on statements, drafted by rules, edited by people, published with footnotes."""
