-- A row of the chart can be what has no case of a kind, as one can be what has no value of an attribute. The rule of the columns changes and no row does, as in 0003.
ALTER TABLE chart_cell ADD COLUMN kind BLOB DEFAULT NULL REFERENCES case_kind(id) ON DELETE CASCADE;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(attribute IS NOT NULL) = 1', '(attribute IS NOT NULL) + (kind IS NOT NULL) = 1') WHERE type = 'table' AND name = 'chart_cell';
PRAGMA writable_schema = RESET;
CREATE INDEX chart_cell_kind ON chart_cell(kind);
