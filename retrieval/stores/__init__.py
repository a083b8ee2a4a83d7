"""Keep the document register."""
