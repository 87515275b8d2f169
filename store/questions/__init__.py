"""What charts ask: one SQL for SQLite and PostgreSQL, and the rows behind every number."""
