"""The command line. Modules import what they need when a command runs: ``--help`` is instant."""
