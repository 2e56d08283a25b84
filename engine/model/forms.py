"""The blank forms that penholder sends out."""

FORM_KINDS = ("checklists", "narrative", "evidence", "endorsements")
"""As `penholder forms` names them."""
