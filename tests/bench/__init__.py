"""Benchmarks: figures and ratios, never a verdict that fails a build."""
