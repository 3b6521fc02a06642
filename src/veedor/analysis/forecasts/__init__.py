"""The forecast ledger: what was foretold, how likely in numbers with their source, how it came out, and how well."""
