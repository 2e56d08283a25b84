"""Step 5: values and a template become a Word document, mended and proven."""
