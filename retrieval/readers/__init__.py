"""Read files into parts: one module per document format."""
