-- The first schema: one person at home, and what is kept of them. See README.md.

create table person (
    person_id integer primary key,
    -- 'local' for the one person of the loopback mode
    name text not null unique,
    created_at integer not null
) strict;

create table session (
    -- SHA-256 of the cookie's value: a dump of this table opens no door
    token_hash blob primary key,
    person_id integer not null references person (person_id) on delete cascade,
    created_at integer not null
) strict;

create table step (
    person_id integer not null references person (person_id) on delete cascade,
    lesson text not null,
    step text not null,
    done_at integer not null,
    cluster text not null,
    -- JSON: what was seen when it passed
    evidence text not null,
    primary key (person_id, lesson, step)
) strict, without rowid;

create table blank (
    person_id integer not null references person (person_id) on delete cascade,
    name text not null,
    value text not null,
    primary key (person_id, name)
) strict, without rowid;

create table manifest (
    person_id integer not null references person (person_id) on delete cascade,
    lesson text not null,
    file text not null,
    text text not null,
    primary key (person_id, lesson, file)
) strict, without rowid;

create table preference (
    person_id integer not null references person (person_id) on delete cascade,
    -- 'lang', 'theme', 'cluster', 'place', 'namespace:CLUSTER'
    name text not null,
    value text not null,
    primary key (person_id, name)
) strict, without rowid;

-- Every change is here before it is sent; where it cannot be written, it is not sent.
create table audit (
    audit_id integer primary key,
    at integer not null,
    person_id integer not null references person (person_id),
    cluster text not null,
    -- the command line with secret values taken out
    line text not null,
    -- null while it runs, or when the server was killed meanwhile
    exit_code integer
) strict;
