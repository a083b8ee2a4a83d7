"""Swedish and English words: stems, forms, meanings in the other language, sentences and amounts."""
