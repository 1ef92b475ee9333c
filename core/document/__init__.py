"""The typed document that every exporter writes."""
