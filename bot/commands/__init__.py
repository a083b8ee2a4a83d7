"""The commands of the command line, one module per group; each translates words to a call and a result to print."""
