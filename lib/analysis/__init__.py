"""What the figures mean: levels of evidence, paces, verdicts, projections. Pure; no I/O."""
