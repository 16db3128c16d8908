"""What networks represent: interpolation, depth, and weights that functions do not determine (survey §I to III)."""
