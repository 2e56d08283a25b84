"""penholder: a council's inputs and Word templates become its self-assessment, as Word and PDF."""

from importlib.metadata import version

__version__ = version("penholder")
