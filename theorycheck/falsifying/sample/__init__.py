"""Where candidates come from: laws, lanes, sizes, and exact solutions of equality hypotheses."""
