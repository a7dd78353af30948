--liquibase formatted sql

--changeset babymusic:authorization-codes
--comment: flow_state holds codes that were given out, each with its user, and how often its verifier was guessed.
delete from auth.flow_state;
alter table auth.flow_state
  drop column provider_type,
  drop column redirect_to,
  alter column user_id set not null,
  alter column auth_code_hash set not null,
  alter column auth_code_issued_at set not null,
  alter column code_challenge_method set not null,
  alter column code_challenge set not null,
  add column guesses int not null default 0;
create index flow_state_created on auth.flow_state (created_at);
