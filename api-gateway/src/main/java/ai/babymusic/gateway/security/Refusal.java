package ai.babymusic.gateway.security;

import org.springframework.http.HttpStatus;

/** Why a request is turned away before any feature sees it. */
public record Refusal(HttpStatus status, String code, String detail) {}
