"""Step 8: the workbooks that go along, the manifest, and the edition in its place."""
