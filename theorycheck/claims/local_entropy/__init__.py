"""Entropy-SGD, local entropy and Hamilton-Jacobi equations (survey §I-D)."""
