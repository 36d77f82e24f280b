"""Where a series goes from here: scales, fits, priors, curves, and how sure they are."""
