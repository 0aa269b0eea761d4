"""The forms of associations, readers and communicators. They check; they never save."""
