"""What `read` prints: the same for a small file and for one that does not fit into memory."""
