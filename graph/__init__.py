"""The values, the vocabulary, who is who, the workspace and the graph."""
