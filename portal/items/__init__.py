"""The page of one benchmark: finding what was in force, and saying it."""
