"""Facts about characters: their script, their width, what they are mistaken for."""
