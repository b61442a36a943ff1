-- What became of memos: one that nobody settled has no row.
CREATE TABLE memo_state (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  memo BLOB NOT NULL UNIQUE REFERENCES memo(id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX memo_state_coder ON memo_state(coder);
