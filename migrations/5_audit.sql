-- The audit record also tells what a command was going to change, how long it took, and that it broke off.

-- JSON: the requests that were planned, each with verb, group, version, resource, subresource, namespace, name;
-- null where that could not be found out, and in what was recorded before this column was there
alter table audit add column planned text;
-- from the record to the engine's end
alter table audit add column millis integer;
-- why there is no exit code although it is over: the engine broke off
alter table audit add column fault text;

create index audit_at on audit (at);
