"""Rules: over the site before it is rendered, over the pages after."""
