"""Step 3, the nouns: frozen values that the later steps read and never change."""
