-- Questions and checks that come back: when, and what the scheduler (FSRS) keeps of each.

create table review (
    person_id integer not null references person (person_id) on delete cascade,
    lesson text not null,
    step text not null,
    due_at integer not null,
    -- JSON: stability, difficulty and the rest, as the scheduler wrote it
    card text not null,
    primary key (person_id, lesson, step)
) strict, without rowid;

create index review_due on review (person_id, due_at);
