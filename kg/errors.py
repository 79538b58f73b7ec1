"""The one exception that a user reads."""


class Refused(Exception):
    """What cannot be done, in one sentence, with what to do about it. The command line prints it and exits with 2."""
