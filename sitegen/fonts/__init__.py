"""The faces: which characters the pages use, cut to just these, and the styles that name them."""
