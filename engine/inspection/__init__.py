"""A template looked at before anything is rendered: one walk over its parts, and small rules over what was seen."""
