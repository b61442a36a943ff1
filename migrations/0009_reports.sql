-- Reports: chosen themes in a chosen order, each with quotes that were chosen for it.
CREATE TABLE report (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL,
  intro TEXT NOT NULL,
  quotes INTEGER NOT NULL CHECK (quotes >= 0),
  chart INTEGER NOT NULL CHECK (chart IN (0, 1)),
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A theme of a report; with a source, a quote chosen for that theme.
CREATE TABLE report_part (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  report BLOB NOT NULL REFERENCES report(id) ON DELETE CASCADE,
  theme BLOB NOT NULL REFERENCES code(id) ON DELETE CASCADE,
  source BLOB REFERENCES source(id) ON DELETE CASCADE,
  version BLOB CHECK (length(version) = 16),
  start INTEGER,
  stop INTEGER,
  ord TEXT NOT NULL,
  CHECK (source IS NULL OR (version IS NOT NULL AND start >= 0 AND stop > start))
) STRICT, WITHOUT ROWID;
CREATE INDEX report_part_report ON report_part(report);
CREATE INDEX report_part_theme ON report_part(theme);
CREATE INDEX report_part_source ON report_part(source);
