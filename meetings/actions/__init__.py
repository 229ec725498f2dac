"""Rooms, meetings: every write that has a rule, one file per errand."""
