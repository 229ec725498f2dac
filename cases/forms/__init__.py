"""Rooms, cases: what is asked, one file per errand."""
