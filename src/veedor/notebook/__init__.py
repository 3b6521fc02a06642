"""A record for notebooks: `open_record` asks and decides, `rows` makes cells of the answers."""
