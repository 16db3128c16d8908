"""Networks with one hidden layer as convex problems over a dictionary of units (survey §III-B, eq. (3))."""
