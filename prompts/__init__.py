"""Every text that people or models read, in Swedish and English, and the small loader that hands them out."""
