"""The graph page: layout computed here; template, script and style as files of their own."""
