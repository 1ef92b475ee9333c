"""The one error that a user can act on."""

from __future__ import annotations


class AppError(Exception):
    """The program cannot do what was asked, and the user can do something about it.

    `code` is a stable English name for tests and callers; `message` is the Chinese text that the user reads:
    what happened, what is unharmed, what to do next.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
