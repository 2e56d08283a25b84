"""What can be asked of penholder: one module for each command. Front doors call these and nothing below."""
