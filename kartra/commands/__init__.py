"""The commands of `python -m kartra`: each module adds its arguments and runs them."""
