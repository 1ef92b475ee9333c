"""Writers of the typed document: Excel and PDF."""
