"""The machine: words in several languages go in, a checked website comes out."""
