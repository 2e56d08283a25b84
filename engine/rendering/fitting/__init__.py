"""What was rendered made to fit: words into their columns, the title onto its cover."""
