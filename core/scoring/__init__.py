"""Scores, groups, total and grade, with every point explained."""
