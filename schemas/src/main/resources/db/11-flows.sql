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

--changeset babymusic:provider-flows
--comment: Browsers that are away at another provider. A flow to link an identity ends with the session that began it.
create table auth.provider_flows (
  state_hash            bytea primary key,
  browser_hash          bytea,
  salt                  uuid        not null,
  provider              text        not null,
  redirect_to           text        not null,
  code_challenge_method text        check (code_challenge_method in ('s256', 'plain')),
  code_challenge        text,
  link_session          uuid        references auth.sessions on delete cascade,
  created_at            timestamptz not null default now(),
  used_at               timestamptz,
  check ((code_challenge_method is null) = (code_challenge is null))
);
create index provider_flows_created on auth.provider_flows (created_at);
create index provider_flows_link on auth.provider_flows (link_session);
grant select, insert, update, delete on auth.provider_flows to gateway_auth;
