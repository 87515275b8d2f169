"""What is kept: tables, the one writer, and the questions that pages ask."""
