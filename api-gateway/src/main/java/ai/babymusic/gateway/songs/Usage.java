package ai.babymusic.gateway.songs;

import java.time.Duration;

/**
 * What a user has taken of the limits.
 *
 * @param active songs not finished
 * @param today attempts that the user asked for in the last 24 hours
 * @param dayFreesIn until one more fits into the 24 hours; zero when one fits now
 */
record Usage(int active, int today, Duration dayFreesIn) {}
