# syntax=docker/dockerfile:1

# Obscura in a container. The same image is service (the default command) and worker.
#   docker build -t obscura --build-arg COMMIT=`git rev-parse --short=10 HEAD` .
#   docker build -t obscura:gpu --build-arg MAVEN_PROFILE=torch-cuda \
#       --build-arg RUNTIME=nvidia/cuda:13.1.0-cudnn-runtime-ubuntu24.04 \
#       --build-arg RUNTIME_PACKAGES="cuda-cupti-13-1 libcufile-13-1 libnccl2" .
#
# Base images are named by their full version. Where a registry can be reached, pin what they are, too:
#   docker buildx imagetools inspect --format '{{.Manifest.Digest}}' eclipse-temurin:17.0.17_10-jre-noble
# and write the answer behind the name, as in eclipse-temurin:17.0.17_10-jre-noble@sha256:…

# What the program runs on: any Debian or Ubuntu with its packages; Java is installed where it has none. NVIDIA's for cards.
ARG RUNTIME=eclipse-temurin:17.0.17_10-jre-noble

FROM node:20.20.2-bookworm-slim AS node

# --- pages and service, built by the same command as outside ---
FROM eclipse-temurin:17.0.17_10-jdk-noble AS build

COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm

WORKDIR /build
COPY . .

# A Maven profile to build with, as in torch-cuda. Empty: the build for processors.
ARG MAVEN_PROFILE=""
# What `--version` says; .git does not come along.
ARG COMMIT=unknown
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw --batch-mode --no-transfer-progress -DskipTests -Dspotless.check.skip -Dobscura.commit="${COMMIT}" \
        ${MAVEN_PROFILE:+-P${MAVEN_PROFILE}} package \
    && mv target/obscura.jar /obscura.jar

# --- what runs ---
FROM ${RUNTIME}

# Further packages, as those of NVIDIA that its image lacks.
ARG RUNTIME_PACKAGES=""
# libgomp1: the threads of ND4J's and OpenBLAS' native code. curl: the health check below.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl libgomp1 ${RUNTIME_PACKAGES} \
        $(command -v java > /dev/null || echo openjdk-17-jre-headless) \
    && rm -rf /var/lib/apt/lists/*

# The home is the place for everything that is written: checkpoints, and the native libraries that JavaCPP unpacks into
# ~/.javacpp/cache when they are first used.
RUN groupadd --gid 10001 obscura \
    && useradd --uid 10001 --gid obscura --home-dir /var/lib/obscura --create-home --shell /usr/sbin/nologin obscura \
    && mkdir /data \
    && chown obscura:obscura /data

COPY --from=build /obscura.jar /opt/obscura/obscura.jar
COPY LICENSE /opt/obscura/LICENSE

# Loopback inside a container is reachable by nobody: listen everywhere, and ask who comes.
ENV SERVER_ADDRESS=0.0.0.0 \
    OBSCURA_AUTH=local \
    OBSCURA_HOME=/var/lib/obscura \
    OBSCURA_DATA_DIRECTORY=/data

USER 10001:10001
WORKDIR /var/lib/obscura
VOLUME ["/var/lib/obscura", "/data"]
EXPOSE 8080

HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/actuator/health"]

# A JVM without memory may be deaf in some of its threads: it ends, and is started again.
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/obscura/obscura.jar"]
CMD ["serve"]
