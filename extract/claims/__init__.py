"""Claims: what a parsed text says."""
