--liquibase formatted sql

--changeset babymusic:promotions
--comment: A take that an earlier attempt has brought becomes the song when the present attempt fails: it is no variation then.
grant delete on public.song_variations to generation_worker;
