"""What a document that was read is about: its class, its named values, what must not be shown."""
