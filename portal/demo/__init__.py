"""Roof: the demo. Meetings, firms, needs and people are made up and say so; cases are public facts with sources."""
