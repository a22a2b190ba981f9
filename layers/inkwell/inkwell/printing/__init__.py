"""Books for print: pages and covers as PDF files that printers take, and the check of any such file.

`coloring.py` and `stories.py` describe books and lay out their pages, `covers.py` their wraps, `archives.py` the pages
as files. `press.py` writes the PDF. Nothing here knows where books are stored.
"""
