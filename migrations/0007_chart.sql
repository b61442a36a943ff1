-- The framework chart: what researchers write in the cell of a row and a code, and the passages it rests on.

CREATE TABLE chart_cell (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  source BLOB REFERENCES source(id) ON DELETE CASCADE,
  case_id BLOB REFERENCES cases(id) ON DELETE CASCADE,
  attribute BLOB REFERENCES attribute(id) ON DELETE CASCADE,
  value TEXT NOT NULL,
  code BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  summary TEXT NOT NULL,
  status TEXT NOT NULL,
  beneath TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL,
  CHECK ((source IS NOT NULL) + (case_id IS NOT NULL) + (attribute IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX chart_cell_source ON chart_cell(source);
CREATE INDEX chart_cell_case_id ON chart_cell(case_id);
CREATE INDEX chart_cell_attribute ON chart_cell(attribute);
CREATE INDEX chart_cell_code ON chart_cell(code);
CREATE INDEX chart_cell_coder ON chart_cell(coder);

CREATE TABLE evidence (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  cell BLOB NOT NULL REFERENCES chart_cell(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  source BLOB NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  version BLOB NOT NULL CHECK (length(version) = 16),
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  CHECK (start >= 0 AND stop > start)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_cell ON evidence(cell);
CREATE INDEX evidence_source ON evidence(source);
