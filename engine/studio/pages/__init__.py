"""A module for each page: a few lines from what the engine says to what is shown, and its HTML beside it."""
