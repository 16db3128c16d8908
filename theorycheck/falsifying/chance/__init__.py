"""Claims about probabilities, put to the test by independent draws: events decided by running error bounds, evidence
against a claim as an e-value, and one e-process for all runs of a statement."""
