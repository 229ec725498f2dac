#!/usr/bin/env python
"""Start here: every command of the portal goes through this file."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as missing:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(missing))  # a setting that is missing or unclear: the sentence says what to do
