"""Reading the sector's workbook (.docx) and its checklist (.xlsx): the official wording as it is printed."""
