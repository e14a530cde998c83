"""Documents to readings: files, spaCy pipeline, mentions and claims."""
