"""Meetings' room: the minutes reader: a source text in, a neutral record out; no database behind this door."""
