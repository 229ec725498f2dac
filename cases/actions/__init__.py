"""Rooms, cases: every write with a rule, one file per errand."""
