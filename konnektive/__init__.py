"""The CRM: its API as data, a client, a sandbox, the funnel walk, the audit and its pictures."""
