-- What is done with frameworks: one read through another, themes that gather codes and passages, and the framework through time.

-- One framework read through another. What was settled passage by passage belongs to it; what is applied for good lies in its layer.
CREATE TABLE crosswalk (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  from_framework BLOB NOT NULL REFERENCES framework(id) ON DELETE CASCADE,
  to_framework BLOB NOT NULL REFERENCES framework(id) ON DELETE CASCADE,
  layer BLOB NOT NULL REFERENCES layer(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX crosswalk_from_framework ON crosswalk(from_framework);
CREATE INDEX crosswalk_to_framework ON crosswalk(to_framework);
CREATE INDEX crosswalk_layer ON crosswalk(layer);

-- No to_code: looked at, and it has no counterpart.
CREATE TABLE crosswalk_link (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  crosswalk BLOB NOT NULL REFERENCES crosswalk(id) ON DELETE CASCADE,
  from_code BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  to_code BLOB REFERENCES code(id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX crosswalk_link_crosswalk ON crosswalk_link(crosswalk);
CREATE INDEX crosswalk_link_from_code ON crosswalk_link(from_code);
CREATE INDEX crosswalk_link_to_code ON crosswalk_link(to_code);
CREATE INDEX crosswalk_link_coder ON crosswalk_link(coder);

CREATE TABLE verdict (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  crosswalk BLOB NOT NULL REFERENCES crosswalk(id) ON DELETE CASCADE,
  source BLOB NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  version BLOB NOT NULL CHECK (length(version) = 16),
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  from_code BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  to_code BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  ruling TEXT NOT NULL,
  moved BLOB REFERENCES code(id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL,
  CHECK (start >= 0 AND stop > start)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_crosswalk ON verdict(crosswalk);
CREATE INDEX verdict_source ON verdict(source);
CREATE INDEX verdict_from_code ON verdict(from_code);
CREATE INDEX verdict_to_code ON verdict(to_code);
CREATE INDEX verdict_moved ON verdict(moved);
CREATE INDEX verdict_coder ON verdict(coder);

-- What a theme gathers beside what is coded with it: a code, or a single passage.
CREATE TABLE theme_part (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  theme BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  code BLOB REFERENCES code(id) ON DELETE CASCADE,
  source BLOB REFERENCES source(id) ON DELETE CASCADE,
  version BLOB CHECK (length(version) = 16),
  start INTEGER,
  stop INTEGER,
  stance TEXT NOT NULL,
  star INTEGER NOT NULL CHECK (star IN (0, 1)),
  note TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL,
  CHECK ((code IS NULL) <> (source IS NULL)),
  CHECK (source IS NULL OR (version IS NOT NULL AND start >= 0 AND stop > start))
) STRICT, WITHOUT ROWID;
CREATE INDEX theme_part_theme ON theme_part(theme);
CREATE INDEX theme_part_code ON theme_part(code);
CREATE INDEX theme_part_source ON theme_part(source);
CREATE INDEX theme_part_coder ON theme_part(coder);

-- A framework as it stood when it was named: its codes as JSON.
CREATE TABLE framework_version (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  framework BLOB NOT NULL REFERENCES framework(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  codes TEXT NOT NULL,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX framework_version_framework ON framework_version(framework);
CREATE INDEX framework_version_coder ON framework_version(coder);

-- What became of codes that were merged: both may be gone since.
CREATE TABLE merged_code (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  framework BLOB NOT NULL REFERENCES framework(id) ON DELETE CASCADE,
  code BLOB NOT NULL CHECK (length(code) = 16),
  into_code BLOB NOT NULL CHECK (length(into_code) = 16),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_code_framework ON merged_code(framework);

-- A coding that was looked at again after its code was redefined.
CREATE TABLE looked_again (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  coding BLOB NOT NULL REFERENCES coding(id) ON DELETE CASCADE,
  coder BLOB NOT NULL REFERENCES coder(id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX looked_again_coding ON looked_again(coding);
CREATE INDEX looked_again_coder ON looked_again(coder);
