"""What can happen to entries, links and suggestions. Each change is one function."""
