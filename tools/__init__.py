"""Programs that make what data/ ships; nothing that runs needs them."""
