"""Roof: pages that need everybody, one file per errand."""
