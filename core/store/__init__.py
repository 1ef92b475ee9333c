"""The report file: one SQLite file, its migrations and its lock."""
