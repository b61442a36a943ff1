-- Names and what stands for them. A row of a case holds its other spellings: the name in full and the pseudonym are the case's own.

CREATE TABLE pseudonym (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  case_id BLOB REFERENCES cases(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  names TEXT NOT NULL,
  stands TEXT NOT NULL,
  ord TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pseudonym_case_id ON pseudonym(case_id);
