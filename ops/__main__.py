"""Lets `python -m ops` stand for `sumvay`."""

import sys

from ops.cli import main

# The web server's workers read this file again under another name
if __name__ == "__main__":
    sys.exit(main())
