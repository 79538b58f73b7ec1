"""How Chinese names are built and shortened; divisions, countries, and the lists of words."""
