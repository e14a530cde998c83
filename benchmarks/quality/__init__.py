"""Quality on public data."""
