"""The web edition: a Word file as it is delivered becomes one accessible HTML page that needs nothing but itself.

`marked.py` makes a copy of the file in which every paragraph, run and table names by its style what the page needs of
it; mammoth turns that into plain HTML; the other modules give it what HTML has beyond that. All text is put into trees
of elements and written by lxml, so that no text can become markup.
"""
