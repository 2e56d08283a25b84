"""What a template sees: finished values under plain names, made of the model. docs/templates.md lists them."""
