"""The subcommands of `python -m store`: each module adds its arguments and runs."""
