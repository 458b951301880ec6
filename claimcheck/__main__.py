"""``python -m claimcheck`` is the command ``claimcheck``."""

from claimcheck.cli.main import main

main()
