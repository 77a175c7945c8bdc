"""What templates of directives look up."""
