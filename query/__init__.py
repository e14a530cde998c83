"""The store and what can be asked of it."""
