"""The preview: the report's pages as they would be printed now, beside the editor or on a tab."""
