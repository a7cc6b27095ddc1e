"""Results shown otherwise than as a page: table (CSV, XLSX), JSON, Atom. One way of showing a file."""
