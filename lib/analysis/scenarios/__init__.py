"""What a scenario does: its parameters, their effects, and what it takes to reach a target."""
