package ai.babymusic.gateway.security;

import ai.babymusic.gateway.problems.ProblemCode;

/** Why a request is turned away before any feature sees it. */
public record Refusal(ProblemCode code, String detail) {}
