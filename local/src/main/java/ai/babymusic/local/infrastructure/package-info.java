/**
 * Kafka, PostgreSQL and an S3 server, real ones, from Maven's jars: no Docker and no installation.
 */
@NullMarked
package ai.babymusic.local.infrastructure;

import org.jspecify.annotations.NullMarked;
