"""What search is made of: the words of passages and questions by number, counted and weighed."""
