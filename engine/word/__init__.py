"""What a Word file is made of: parts, names, styles, fields. A leaf: every step may use it, it uses none."""
