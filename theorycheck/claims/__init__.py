"""THE LIBRARY: one file is one lemma.  Nothing is registered; the files are found, and nobody imports them."""
