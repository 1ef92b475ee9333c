"""The PDF exporter: fonts, line breaking, pages, tables."""
