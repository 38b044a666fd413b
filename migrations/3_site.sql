-- The cluster that somebody is going to build, as the set-up page has it.

create table site (
    person_id integer not null references person (person_id) on delete cascade,
    name text not null,
    -- JSON: machines and choices
    data text not null,
    primary key (person_id, name)
) strict, without rowid;
