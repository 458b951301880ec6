"""``python -m claimcheck`` is the command ``claimcheck``."""

from claimcheck.cli.main import main

if __name__ == "__main__":  # not in the processes that training starts
    main()
