"""A walk as other programs take it: HAR, JSON, and scripts for cURL, pytest, Postman and Hurl."""
