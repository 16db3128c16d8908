"""Networks with random inputs and weights: moments, tensors, critical points of random functions (survey III-C)."""
