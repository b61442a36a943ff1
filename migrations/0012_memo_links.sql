-- What memos are linked to beside what they are on: in columns as those of memos, or another memo.
CREATE TABLE memo_link (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  memo BLOB NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  source BLOB REFERENCES source(id) ON DELETE CASCADE,
  version BLOB CHECK (length(version) = 16),
  start INTEGER,
  stop INTEGER,
  code BLOB REFERENCES code(id) ON DELETE CASCADE,
  case_id BLOB REFERENCES cases(id) ON DELETE CASCADE,
  coding BLOB REFERENCES coding(id) ON DELETE CASCADE,
  other BLOB REFERENCES memo(id) ON DELETE CASCADE,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL,
  CHECK ((source IS NOT NULL) + (code IS NOT NULL) + (case_id IS NOT NULL) + (coding IS NOT NULL) + (other IS NOT NULL) = 1),
  CHECK (version IS NULL OR (start >= 0 AND stop > start))
) STRICT, WITHOUT ROWID;
CREATE INDEX memo_link_memo ON memo_link(memo);
CREATE INDEX memo_link_source ON memo_link(source);
CREATE INDEX memo_link_code ON memo_link(code);
CREATE INDEX memo_link_case_id ON memo_link(case_id);
CREATE INDEX memo_link_coding ON memo_link(coding);
CREATE INDEX memo_link_other ON memo_link(other);
CREATE INDEX memo_link_coder ON memo_link(coder);
