"""Interface strings, and the forms that dates, numbers and lists take in each language."""
