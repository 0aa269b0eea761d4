"""How the portal is: read once, told as lines to operators, as a page to administrators, as gauges.

Readings speak the language that is active: English for `manage.py`.
"""
