"""Step 1: files become values that remember their place. One reader for each kind of file."""
