"""What both commands say when they do not go on."""


class BackupRefused(Exception):
    """What is wrong and what to do, in words for whoever runs the portal."""
