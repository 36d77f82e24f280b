"""What things are. Imports nothing of the other layers."""
