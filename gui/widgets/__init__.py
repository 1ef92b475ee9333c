"""Parts that pages and windows are made of."""
