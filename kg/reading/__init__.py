"""From files to pages, from pages to articles, repaired and in reading order."""
