"""`python -m core`: the command line."""

from __future__ import annotations

import sys

from core.child import serve_if_asked

if __name__ == "__main__":
    serve_if_asked()
    from core.cli import main

    sys.exit(main())
