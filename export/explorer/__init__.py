"""Template, script and styles of the view."""
