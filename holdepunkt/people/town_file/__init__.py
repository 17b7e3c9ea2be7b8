"""The people file: units, people and posts of a municipality in one table, in and out; see docs/people-format.md."""
