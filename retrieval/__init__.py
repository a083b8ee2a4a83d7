"""Knows documents, not people: reads them, searches them and answers with citations that the code has checked."""
