"""The summary as a web page: one file that needs no network, no script and no other file, readable by everybody.

It aims at WCAG 2.1 AA (EN 301 549). ``markup.py`` is the only place that turns a text into HTML, ``blocks.py`` writes
the blocks, ``backing.py`` the rows behind each figure and the replies in full, ``page.py`` what stands around them.
"""

from plans.formats.html.page import rendered

__all__ = ["rendered"]
