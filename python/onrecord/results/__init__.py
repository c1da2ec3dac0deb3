"""One module for each answer that the program gives as JSON."""
