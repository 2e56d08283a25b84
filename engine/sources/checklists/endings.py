"""How the names of checklists end."""

from __future__ import annotations

KINDS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
"""The endings of files that may hold one."""
