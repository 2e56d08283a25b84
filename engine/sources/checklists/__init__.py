"""Checklists as they come back: a file of any kind becomes grids, grids become tables, rows find their items.

open_file → grid → tables → columns → items → marks → read. Each module does one of these and knows nothing of the next.
"""
