--liquibase formatted sql

--changeset babymusic:accounts
--comment: Accounts in GoTrue's column names where they match; every token only as a hash.
create schema auth;

create table auth.users (
  id                       uuid primary key default gen_random_uuid(),
  aud                      text        not null default 'authenticated',
  role                     text        not null default 'authenticated',
  email                    text        check (char_length(email) <= 255),
  encrypted_password       text,
  email_confirmed_at       timestamptz,
  invited_at               timestamptz,
  confirmation_sent_at     timestamptz,
  recovery_sent_at         timestamptz,
  email_change             text        check (char_length(email_change) <= 255),
  email_change_sent_at     timestamptz,
  reauthentication_sent_at timestamptz,
  last_sign_in_at          timestamptz,
  raw_app_meta_data        jsonb       not null default '{}',
  raw_user_meta_data       jsonb       not null default '{}',
  is_anonymous             boolean     not null default false,
  banned_until             timestamptz,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  deleted_at               timestamptz,
  check (is_anonymous or email is not null or deleted_at is not null)
);
create unique index users_email on auth.users (lower(email));

create table auth.identities (
  id              uuid primary key default gen_random_uuid(),
  provider_id     text        not null,
  user_id         uuid        not null references auth.users on delete cascade,
  identity_data   jsonb       not null,
  provider        text        not null,
  last_sign_in_at timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  email           text generated always as (lower(identity_data ->> 'email')) stored,
  unique (provider, provider_id)
);
create index identities_user on auth.identities (user_id);

create table auth.sessions (
  id           uuid primary key default gen_random_uuid(),
  user_id      uuid        not null references auth.users on delete cascade,
  aal          text        not null default 'aal1',
  amr          jsonb       not null default '[]',
  not_after    timestamptz,
  refreshed_at timestamptz,
  user_agent   text,
  ip           inet,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);
create index sessions_user on auth.sessions (user_id);

create table auth.refresh_tokens (
  id         bigint generated always as identity primary key,
  token_hash bytea       not null unique,
  parent     bigint      references auth.refresh_tokens on delete cascade,
  salt       uuid,
  user_id    uuid        not null references auth.users on delete cascade,
  session_id uuid        not null references auth.sessions on delete cascade,
  revoked    boolean     not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index refresh_tokens_session on auth.refresh_tokens (session_id);
create index refresh_tokens_parent on auth.refresh_tokens (parent);
create index refresh_tokens_user on auth.refresh_tokens (user_id);

create table auth.one_time_tokens (
  id         uuid primary key default gen_random_uuid(),
  user_id    uuid        not null references auth.users on delete cascade,
  token_type text        not null check (token_type in
    ('confirmation_token', 'reauthentication_token', 'recovery_token',
     'email_change_token_new', 'email_change_token_current', 'magiclink_token', 'invite_token')),
  token_hash bytea       not null,
  relates_to text        not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  unique (user_id, token_type)
);
create index one_time_tokens_hash on auth.one_time_tokens (token_hash);

create table auth.flow_state (
  id                     uuid primary key default gen_random_uuid(),
  user_id                uuid references auth.users on delete cascade,
  auth_code_hash         bytea unique,
  code_challenge_method  text check (code_challenge_method in ('s256', 'plain')),
  code_challenge         text,
  provider_type          text        not null,
  authentication_method  text        not null,
  redirect_to            text,
  created_at             timestamptz not null default now(),
  updated_at             timestamptz not null default now(),
  auth_code_issued_at    timestamptz
);
create index flow_state_user on auth.flow_state (user_id);
