"""What is made once and committed: fonts and icons."""
