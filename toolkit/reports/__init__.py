"""What the client receives: a page, and the folder that holds it."""
