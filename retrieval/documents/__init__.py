"""What comes between a file and its passages: cleaning, structure, what a document says of itself."""
