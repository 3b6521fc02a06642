"""`python -m veedor` is `veedor`."""

from veedor.cli import main

main()
