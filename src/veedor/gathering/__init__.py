"""From a record to the tables of the analysis: what is asked of it, as the pure functions of `analysis` take it."""
