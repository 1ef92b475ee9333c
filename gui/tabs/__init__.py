"""The pages of the editor, built from the standard."""
