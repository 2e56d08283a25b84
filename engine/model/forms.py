"""The blank forms that penholder sends out."""

FORM_KINDS = ("checklists", "narrative", "evidence", "endorsements")
"""Those that are filled in, as `penholder forms` names them."""
BLOCKS = "blocks"
"""Tables to copy into the narrative forms; they are sent out beside them."""
