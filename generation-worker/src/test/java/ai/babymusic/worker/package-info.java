/** The whole module against real Kafka, PostgreSQL and S3, with a stub in place of the provider. */
@NullMarked
package ai.babymusic.worker;

import org.jspecify.annotations.NullMarked;
