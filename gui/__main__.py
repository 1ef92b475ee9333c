"""`python -m gui [FILE]`."""

from __future__ import annotations

import sys

from core.child import serve_if_asked

if __name__ == "__main__":
    serve_if_asked()
    from gui.app import main

    sys.exit(main())
