"""The summary as a PDF to archive: tagged and accessible (PDF/UA-1) and made to last (PDF/A-2a), set by typst.

``content.py`` says what is in it as plain data, ``letters.py`` which characters the typefaces have, ``report.typ`` how
it looks, ``setting.py`` hands the one to the other and ``row_heads.py`` tags what heads each row. Nothing of a text is
ever read as typst's markup.
"""

from plans.formats.pdf.setting import rendered

__all__ = ["rendered"]
