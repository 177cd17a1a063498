"""What shows Parley's pages: pictures of each, and what each weighs."""
