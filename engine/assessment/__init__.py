"""Step 4: what the content amounts to. Pure functions: values in, findings and counts out."""
