-- Sessions have a key by which they are listed and ended, and are told when they were used last. Those of before begin anew as
-- used when they began.

create table session_new (
    session_id integer primary key,
    -- SHA-256 of the cookie's value: a dump of this table opens no door
    token_hash blob not null unique,
    person_id integer not null references person (person_id) on delete cascade,
    created_at integer not null,
    -- to the hour; a session ends when it was not used for its lifetime
    seen_at integer not null
) strict;

insert into session_new (token_hash, person_id, created_at, seen_at)
select token_hash, person_id, created_at, created_at from session;

drop table session;
alter table session_new rename to session;
create index session_person on session (person_id);
