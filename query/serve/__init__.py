"""The graph over HTTP: a SPARQL endpoint, its graphs, a page for each thing, and a page to ask queries on."""
