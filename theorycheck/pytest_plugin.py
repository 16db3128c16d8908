"""The pytest plugin (its items follow)."""
