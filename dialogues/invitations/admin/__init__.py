"""What the editor of a dialogue has beside its fields: the checklist, and what it refuses."""
