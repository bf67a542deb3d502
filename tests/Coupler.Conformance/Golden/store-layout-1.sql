-- A store as layout 1 had it, with a job that waits and one that has ended. Never change it: every later version opens it.
PRAGMA journal_mode = WAL;
CREATE TABLE jobs (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, format INTEGER NOT NULL, workspace TEXT NOT NULL,
    status TEXT NOT NULL, due INTEGER, claim TEXT, cancel INTEGER NOT NULL, created INTEGER NOT NULL,
    owner TEXT NOT NULL, key TEXT, target TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX jobs_due ON jobs (workspace, due) WHERE due IS NOT NULL AND claim IS NULL;
CREATE INDEX jobs_claim ON jobs (claim) WHERE claim IS NOT NULL;
CREATE INDEX jobs_cancel ON jobs (claim) WHERE claim IS NOT NULL AND cancel = 1;
CREATE INDEX jobs_created ON jobs (created);
CREATE UNIQUE INDEX jobs_key ON jobs (owner, key) WHERE key IS NOT NULL;
CREATE TABLE leases (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE contents (
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, name TEXT NOT NULL,
    format TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (job, name));
INSERT INTO jobs VALUES (
    '019bc1e3-2a00-7000-8000-000000000001', 3, 1, 'somewhere', 'Waiting', 639040752000000000, NULL, 0, 639040752000000000,
    '', 'order-1', 'somewhere.target',
    CAST('{"formatVersion":1,"id":"019bc1e3-2a00-7000-8000-000000000001","version":3,"workspace":"somewhere","workloadFormat":"coupler.qubo.v1","options":{"target":"somewhere.target","shots":1000,"name":"a job","seed":7,"key":"order-1","tags":[]},"phase":"Monitor","status":"Waiting","attempts":[{"id":"7d444840-9dc0-81d1-b245-5ffdce74fad2","number":1,"target":"somewhere.target","isSimulated":true,"sent":"2026-01-15T12:00:00+00:00","status":"Waiting"}],"created":"2026-01-15T12:00:00+00:00","updated":"2026-01-15T12:00:00+00:00","due":"2026-01-15T12:00:00+00:00","tries":1,"cancelRequested":false}' AS BLOB));
INSERT INTO jobs VALUES (
    '019bc1e3-2a00-7000-8000-000000000002', 5, 1, 'somewhere', 'Succeeded', NULL, NULL, 0, 639040752600000000,
    'ann', NULL, 'somewhere.target',
    CAST('{"formatVersion":1,"id":"019bc1e3-2a00-7000-8000-000000000002","version":5,"workspace":"somewhere","workloadFormat":"coupler.qubo.v1","options":{"target":"somewhere.target","shots":1000,"name":"a job","seed":7,"owner":"ann","tags":[]},"phase":"Complete","status":"Succeeded","attempts":[{"id":"2c5ea4c0-4067-81aa-9f00-5f2b3c1d0e9f","number":1,"target":"somewhere.target","isSimulated":true,"sent":"2026-01-15T12:01:00+00:00","status":"Succeeded","serviceStatus":"done"}],"created":"2026-01-15T12:01:00+00:00","updated":"2026-01-15T12:02:00+00:00","tries":0,"cancelRequested":false}' AS BLOB));
INSERT INTO contents VALUES ('019bc1e3-2a00-7000-8000-000000000001', 'input', 'coupler.qubo.v1', CAST('{"terms":[[0,0,-1]]}' AS BLOB));
INSERT INTO contents VALUES ('019bc1e3-2a00-7000-8000-000000000002', 'result/1', 'bytes', x'010203');
PRAGMA user_version = 1;
