-- Whether a report has a picture of where each theme is heard.
ALTER TABLE report ADD COLUMN pictures INTEGER NOT NULL DEFAULT 1 CHECK (pictures IN (0, 1));
