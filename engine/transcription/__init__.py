"""Step 3: checked records become the model. What is missing is empty, and a finding tells of it."""
