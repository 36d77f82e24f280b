"""What users add: imported figures with their versions, and saved scenarios, in a database."""
