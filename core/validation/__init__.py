"""Checks: their registry, their run and their ledger."""
