-- A structure may be stored as a change of another one (packed 3), so that a word corrected in a long transcript takes little room.
-- Only the rule of the column changes and no row does, so that the texts and files of a large project are not copied: the way that
-- SQLite's own page on ALTER TABLE gives for it. The triggers that are made after this let other connections see it.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'packed IN (0, 1, 2)', 'packed IN (0, 1, 2, 3)') WHERE type = 'table' AND name = 'value';
PRAGMA writable_schema = RESET;
