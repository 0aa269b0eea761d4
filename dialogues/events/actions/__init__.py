"""What changes dialogues and who comes to them."""
