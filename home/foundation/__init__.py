"""What every portal begins with: the site, its front pages and the index pages under them.

`manage.py prepare --production` makes it alone, the demo content grows on it. Apps above add their
own index pages in a `foundation` of theirs.
"""
