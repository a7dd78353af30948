/** The real Kafka, PostgreSQL and S3 that every module's tests talk to. */
@NullMarked
package ai.babymusic.local.testing;

import org.jspecify.annotations.NullMarked;
