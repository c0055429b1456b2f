"""Settings: of a project, of its rules, and of the language model that may be asked."""
