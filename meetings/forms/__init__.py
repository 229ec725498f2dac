"""Rooms, meetings: what people fill in, one file per errand."""
