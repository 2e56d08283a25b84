"""A council's colours and fonts in its Word templates: the theme, what follows it, and what does not."""
