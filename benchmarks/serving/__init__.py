"""The SPARQL layer under load and at size."""
