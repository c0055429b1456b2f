"""Facts about the page: margins, line ends, lines that continue, page furniture."""
