"""``python -m cbsc_xl`` is ``cbsc-xl``."""

import sys

from cbsc_xl.cli import main

if __name__ == "__main__":
    sys.exit(main())
