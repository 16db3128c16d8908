"""STAGE 2 of 5: try to prove.  Untrusted: it proposes derivations, and only the kernel makes theorems of them."""
