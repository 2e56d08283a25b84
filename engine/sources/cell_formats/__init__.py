"""What a cell shows of the number, day or text in it: its format as sections, and what each makes of a value."""
