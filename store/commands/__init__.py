"""The subcommands of `python -m store`, one module each."""
