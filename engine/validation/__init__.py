"""Step 2: values against their schemas. Every fault of a file at once, each with its place and what to do."""
