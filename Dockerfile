# One of our programs in an image, made of the jar that was tested: there is no compiler and no build tool in it.
#   mvn package -DskipTests
#   docker build -t baby-music/change-relay --build-arg MANAGEMENT_PORT=18084 \
#     --build-arg JAR=change-relay/target/change-relay-1.0.0-SNAPSHOT.jar .
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JRE_IMAGE} AS runtime
WORKDIR /app
# A volume that is mounted here begins as its user's own.
RUN mkdir /data && chown 10001:10001 /data
COPY build/jvm.options ./
# glibc gives every thread an arena of its own otherwise, which no Java program wants.
ENV MALLOC_ARENA_MAX=2

# Programs that are no Spring applications: provision and the simulator.
FROM runtime AS plain
ARG JAR
COPY ${JAR} app.jar
# By number, so that an orchestrator sees that it is not root.
USER 10001:10001
ENTRYPOINT ["java", "@jvm.options", "-jar", "app.jar"]

FROM ${JRE_IMAGE} AS layers
ARG JAR
WORKDIR /layers
COPY ${JAR} app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --application-filename app.jar --destination extracted

FROM runtime AS unpacked
ARG JVM_OPTIONS
RUN echo "$JVM_OPTIONS" >> jvm.options
# From what changes rarely to what changes with every commit.
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./

FROM ${JDK_IMAGE} AS keys
COPY build/TrainingKey.java .
RUN java TrainingKey.java > /keys.json

# A start that ends before it serves. The JVM keeps which classes it loaded and how they are linked, and with that at
# hand starts in less time (docs/deployment.md has the figures). Who cannot do without a database ends with an error,
# which is fine: what was loaded until then is kept.
FROM unpacked AS trained
COPY --from=keys /keys.json /tmp/keys.json
RUN AUTH_JWKS_FILE=/tmp/keys.json KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092 \
    DATABASE_URL=postgresql://nobody:nothing@127.0.0.1:5432/none \
    S3_ENDPOINT=http://127.0.0.1:9000 S3_BUCKET=none AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none \
    PIAPI_API_KEY=none WEBHOOK_PUBLIC_URL=http://127.0.0.1 WEBHOOK_SIGNING_KEY=long-enough-and-never-used-to-sign \
    java @jvm.options -XX:AOTCacheOutput=app.aot -Dspring.context.exit=onRefresh -jar app.jar > /tmp/log 2>&1; \
    test -s app.aot || { cat /tmp/log; exit 1; }

FROM unpacked AS service
COPY --from=trained /app/app.aot ./
ARG MANAGEMENT_PORT
ENV SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_PORT=${MANAGEMENT_PORT}
EXPOSE ${MANAGEMENT_PORT}
USER 10001:10001
# exec form: the JVM is the process that gets SIGTERM. A cache that does not fit is passed over.
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=app.aot", "-jar", "app.jar"]
# By bash itself: there is no other client in the image. Whoever is healthy before ends the period: it is for hosts that have
# other work, where five services that start at once take minutes, and `up --wait` fails at the first that is unhealthy.
HEALTHCHECK --interval=5s --timeout=3s --start-period=180s --retries=6 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$MANAGEMENT_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
