"""Turn documents into a knowledge graph in which every edge shows the sentence that says it."""
