"""Measurements anybody can run again. Nothing here is a test: no figure passes or fails."""
