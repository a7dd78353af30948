--liquibase formatted sql

--changeset babymusic:mails
--comment: Wishes for mails that were read from Kafka. The key makes one mail of a wish that is read twice.
create table auth.mails (
  request_id   uuid primary key,
  kind         text        not null,
  recipient    text        check (status <> 'waiting' or recipient is not null),
  details      jsonb       not null default '{}',
  requested_at timestamptz not null,
  status       text        not null default 'waiting' check (status in
    ('waiting', 'sent', 'needless', 'refused', 'expired')),
  tries        int         not null default 0,
  due_at       timestamptz not null default now(),
  done_at      timestamptz
);
create index mails_due on auth.mails (due_at) where status = 'waiting';
create index mails_done on auth.mails (done_at) where status <> 'waiting';
grant select, insert, update, delete on auth.mails to gateway_auth;

--changeset babymusic:one-time-codes
--comment: What is mailed is a link and, for who cannot follow it, a code. A code is short: it may be tried a few times only.
alter table auth.one_time_tokens
  add column code_hash             text,
  add column tries                 int not null default 0,
  add column requested_at          timestamptz not null default now(),
  add column code_challenge_method text check (code_challenge_method in ('s256', 'plain')),
  add column code_challenge        text;
create index one_time_tokens_expiry on auth.one_time_tokens (expires_at);
create index one_time_tokens_sent_to on auth.one_time_tokens (relates_to);

--changeset babymusic:email-change-halves
--comment: A change of address is confirmed from the old and from the new one; which was first does not matter.
alter table auth.users
  add column email_change_confirmed_current boolean not null default false,
  add column email_change_confirmed_new     boolean not null default false;

--changeset babymusic:refresh-tokens-past
--comment: A token of long ago is removed without those that came of it.
alter table auth.refresh_tokens
  drop constraint refresh_tokens_parent_fkey,
  add constraint refresh_tokens_parent_fkey
    foreign key (parent) references auth.refresh_tokens on delete set null;
create index refresh_tokens_past on auth.refresh_tokens (updated_at) where revoked;
