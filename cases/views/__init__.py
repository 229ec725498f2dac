"""Rooms, cases: pages, one file per errand."""
