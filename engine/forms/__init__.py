"""Blank forms: what a council fills in, made from the schemas and the framework."""
