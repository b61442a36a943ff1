-- Searches that are kept by name, with the hits that were there when somebody looked last.

CREATE TABLE saved_search (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  seen TEXT NOT NULL,
  at INTEGER NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;
