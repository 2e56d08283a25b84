"""Drawings in a Word form: what is one picture, what is drawn whole by another program, and what is told."""
