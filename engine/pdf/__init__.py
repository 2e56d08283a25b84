"""Steps 6 and 7: Word documents become PDFs, checked and finished. The only home of processes and pikepdf."""
