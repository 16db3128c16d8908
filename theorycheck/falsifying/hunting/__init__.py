"""Parts of the search for landscape statements: what is asked, exact points, what is worth deciding, surveys."""
