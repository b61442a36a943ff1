-- Which words are counted: left out, counted although they are common, counted as one.

CREATE TABLE word_rule (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  label TEXT NOT NULL,
  words TEXT NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;
