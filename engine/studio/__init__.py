"""The other front door: the same job in a browser on one's own machine, by the same functions as the command line."""
