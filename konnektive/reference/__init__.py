"""What is known of the CRM's endpoints, as data: one module a subject, every line with its source."""
