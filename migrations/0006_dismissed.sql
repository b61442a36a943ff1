-- Passages that are like those of a code and that somebody would not code so: they are not offered again.

CREATE TABLE dismissed (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  code BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  source BLOB NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  version BLOB NOT NULL CHECK (length(version) = 16),
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL,
  CHECK (start >= 0 AND stop > start)
) STRICT, WITHOUT ROWID;
CREATE INDEX dismissed_code ON dismissed(code);
CREATE INDEX dismissed_source ON dismissed(source);
CREATE INDEX dismissed_coder ON dismissed(coder);
