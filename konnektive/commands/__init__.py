"""The CRM's commands, one module each: `add` its parser, `run` it, return the exit code."""
