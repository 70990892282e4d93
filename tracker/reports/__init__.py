"""What leaves the program: tables without a format, and a writer for each format."""
