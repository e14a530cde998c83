"""The W3C's tests of SPARQL 1.1 (https://github.com/w3c/rdf-tests), run on our query layer and over HTTP."""
