"""What a report is made of: figures, addresses, changes, findings and the frozen snapshot."""
