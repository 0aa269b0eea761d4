"""The forms of those who take part. They check; they never save."""
