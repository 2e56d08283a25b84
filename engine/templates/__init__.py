"""Step 5: Word templates and values become Word documents. The only home of docxtpl and Jinja."""
