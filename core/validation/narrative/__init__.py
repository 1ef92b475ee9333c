"""Reading of figures in prose."""
