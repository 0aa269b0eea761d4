"""What associations and readers do: look entries over, suggest new ones, report errors."""
