-- Everything a project holds. Journaled tables have one key `id` of 16 bytes, no REAL columns, and get their triggers
-- from the program after every migration. Rows of op, op_open, change, value and draft are outside the journal.

CREATE TABLE op (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  id     BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  kind   TEXT NOT NULL,
  label  TEXT NOT NULL,
  place  TEXT NOT NULL,
  coder  BLOB CHECK (length(coder) = 16),
  who    TEXT NOT NULL,
  at     INTEGER NOT NULL,
  undoes INTEGER REFERENCES op(seq)
) STRICT;

-- Holds the open operation inside a transaction; at rest it is empty.
CREATE TABLE op_open (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  op  INTEGER NOT NULL
) STRICT;

-- before: the old row as JSON, its blobs in hex; nothing for an insert.
CREATE TABLE change (
  seq    INTEGER PRIMARY KEY,
  op     INTEGER NOT NULL,
  tbl    TEXT NOT NULL,
  row    BLOB NOT NULL,
  what   TEXT NOT NULL CHECK (what IN ('i', 'u', 'd')),
  before TEXT
) STRICT;
CREATE INDEX change_op ON change(op);
CREATE INDEX change_row ON change(tbl, row);

-- Texts, structures, corrections and original files: immutable, named by their BLAKE3 hash. packed = 1: LZ4, its size in front;
-- packed = 2: a text made of another one, by the hash of that text and the hash of the correction.
CREATE TABLE value (
  id     INTEGER PRIMARY KEY,
  hash   BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  size   INTEGER NOT NULL,
  packed INTEGER NOT NULL CHECK (packed IN (0, 1, 2)),
  bytes  BLOB NOT NULL
) STRICT;

-- What is being typed and is not yet an operation.
CREATE TABLE draft (
  place TEXT PRIMARY KEY,
  text  TEXT NOT NULL,
  at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE project (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  site TEXT,
  role TEXT,
  phase TEXT,
  attribution TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE coder (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL,
  initials TEXT NOT NULL,
  role TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE framework (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  description TEXT NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE layer (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  framework BLOB REFERENCES framework(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX layer_framework ON layer(framework);

CREATE TABLE folder (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  parent BLOB REFERENCES folder(id),
  name TEXT NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX folder_parent ON folder(parent);

CREATE TABLE source (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  folder BLOB REFERENCES folder(id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  date TEXT NOT NULL,
  language TEXT NOT NULL,
  version BLOB NOT NULL CHECK (length(version) = 16),
  file TEXT NOT NULL,
  encoding TEXT NOT NULL,
  original BLOB CHECK (length(original) = 32),
  at INTEGER NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX source_folder ON source(folder);

CREATE TABLE version (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  source BLOB NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  reason TEXT NOT NULL,
  base BLOB CHECK (length(base) = 16),
  correction BLOB CHECK (length(correction) = 32),
  text BLOB NOT NULL CHECK (length(text) = 32),
  structure BLOB NOT NULL CHECK (length(structure) = 32),
  chars INTEGER NOT NULL,
  words INTEGER NOT NULL,
  turns INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX version_source ON version(source);

CREATE TABLE case_kind (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  parent BLOB REFERENCES case_kind(id),
  name TEXT NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX case_kind_parent ON case_kind(parent);

CREATE TABLE cases (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  kind BLOB NOT NULL REFERENCES case_kind(id),
  parent BLOB REFERENCES cases(id),
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_kind ON cases(kind);
CREATE INDEX cases_parent ON cases(parent);

CREATE TABLE speaker (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  source BLOB NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  case_id BLOB REFERENCES cases(id) ON DELETE SET NULL,
  same_as BLOB REFERENCES speaker(id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_source ON speaker(source);
CREATE INDEX speaker_case_id ON speaker(case_id);
CREATE INDEX speaker_same_as ON speaker(same_as);

CREATE TABLE source_case (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  source BLOB NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  case_id BLOB NOT NULL REFERENCES cases(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX source_case_source ON source_case(source);
CREATE INDEX source_case_case_id ON source_case(case_id);

CREATE TABLE attribute (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  target TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  choices TEXT NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attribute_value (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  attribute BLOB NOT NULL REFERENCES attribute(id) ON DELETE CASCADE,
  case_id BLOB REFERENCES cases(id) ON DELETE CASCADE,
  source BLOB REFERENCES source(id) ON DELETE CASCADE,
  value TEXT NOT NULL,
  CHECK ((case_id IS NULL) <> (source IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX attribute_value_attribute ON attribute_value(attribute);
CREATE INDEX attribute_value_case_id ON attribute_value(case_id);
CREATE INDEX attribute_value_source ON attribute_value(source);

CREATE TABLE code (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  framework BLOB NOT NULL REFERENCES framework(id) ON DELETE CASCADE,
  parent BLOB REFERENCES code(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  description TEXT NOT NULL,
  include TEXT NOT NULL,
  exclude TEXT NOT NULL,
  example TEXT NOT NULL,
  colour TEXT,
  theme INTEGER NOT NULL CHECK (theme IN (0, 1)),
  statement TEXT NOT NULL,
  codable INTEGER NOT NULL CHECK (codable IN (0, 1)),
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_framework ON code(framework);
CREATE INDEX code_parent ON code(parent);

CREATE TABLE coding (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  source BLOB NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  version BLOB NOT NULL CHECK (length(version) = 16),
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  code BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  coder BLOB NOT NULL REFERENCES coder(id),
  layer BLOB NOT NULL REFERENCES layer(id) ON DELETE CASCADE,
  star INTEGER NOT NULL CHECK (star IN (0, 1)),
  at INTEGER NOT NULL,
  CHECK (start >= 0 AND stop > start)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_place ON coding(source, start);
CREATE INDEX coding_code ON coding(code);
CREATE INDEX coding_coder ON coding(coder);
CREATE INDEX coding_layer ON coding(layer);

CREATE TABLE memo (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  subject TEXT NOT NULL,
  source BLOB REFERENCES source(id) ON DELETE CASCADE,
  version BLOB CHECK (length(version) = 16),
  start INTEGER,
  stop INTEGER,
  code BLOB REFERENCES code(id) ON DELETE CASCADE,
  case_id BLOB REFERENCES cases(id) ON DELETE CASCADE,
  coding BLOB REFERENCES coding(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX memo_source ON memo(source);
CREATE INDEX memo_code ON memo(code);
CREATE INDEX memo_case_id ON memo(case_id);
CREATE INDEX memo_coding ON memo(coding);
CREATE INDEX memo_coder ON memo(coder);

CREATE TABLE pin (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  coder BLOB NOT NULL REFERENCES coder(id) ON DELETE CASCADE,
  code BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  slot INTEGER NOT NULL,
  CHECK (slot BETWEEN 1 AND 9)
) STRICT, WITHOUT ROWID;
CREATE INDEX pin_coder ON pin(coder);
CREATE INDEX pin_code ON pin(code);

CREATE TABLE progress (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  source BLOB NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  coder BLOB NOT NULL REFERENCES coder(id) ON DELETE CASCADE,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX progress_source ON progress(source);
CREATE INDEX progress_coder ON progress(coder);
