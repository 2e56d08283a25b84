"""The catalogue of themes, statements, items, library rows and roles: which version is in use, and reading it."""
