"""Events as tables: leads, transactions, events and custom fields in Arrow, and as files to take away."""
