"""Where the targets stand: paces, verdicts, evidence, and where each will land."""
