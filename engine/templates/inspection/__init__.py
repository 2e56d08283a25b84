"""A template looked at before anything is rendered: one walk over its parts, and many small rules over what was seen."""
