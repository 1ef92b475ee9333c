"""Item models for Qt views."""
