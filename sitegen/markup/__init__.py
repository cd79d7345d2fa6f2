"""Prose: our Markdown, what is found in it, and the HTML it becomes."""
