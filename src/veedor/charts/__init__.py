"""Tables as charts: shown in the desk, printed in the brief, each with the table that it is drawn from."""
