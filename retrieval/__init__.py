"""Knows documents, not people: reads them, searches them and answers with citations that the code has checked.

The doors: `ingesting` (files become versions in the `register`), `library` (versions and their index as one thing),
`search`, `answering`, `comparing` and `benchmarking`; `model` holds the words they share. The rooms behind them:

    readers      one file format each
    documents    from a file's parts to passages: cleaning, structure, what a document says of itself
    words        Swedish and English: stems, meanings, sentences, amounts; the lexicon
    ranking      what search is made of
    answers      choosing what answers a question, and putting it into words
    difference   what changed between two texts
    checking     every sentence and citation against its source
    models       language and embedding models, where configured
    stores       the register and what models have used, in a database
"""
