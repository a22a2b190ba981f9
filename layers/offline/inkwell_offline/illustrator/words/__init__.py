"""From words to a brief: the lexicon, and the reading of a prompt with it."""
