"""Two editions side by side: for the terminal, and as the table that authorities print."""
