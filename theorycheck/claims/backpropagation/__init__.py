"""Back-propagation on linearly separable data: where it fails, and where it cannot."""
