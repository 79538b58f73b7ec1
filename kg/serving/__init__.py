"""A SPARQL endpoint over a build: Oxigraph's own server, read-only, from the package ``oxigraph``."""
