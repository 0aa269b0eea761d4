"""What `manage.py prepare --production` does: everything between an empty database and readers."""
