"""Blank forms for everybody who is asked for something."""
