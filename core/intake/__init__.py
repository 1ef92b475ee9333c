"""Sources from outside turned into proposed changes."""
