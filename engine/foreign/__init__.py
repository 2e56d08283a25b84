"""Files that arrive from elsewhere are opened here and nowhere else: within bounds, and refused in words."""
