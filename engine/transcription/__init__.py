"""Step 3: checked records become the model. Nothing is invented: what is missing is empty, and a finding tells of it."""
