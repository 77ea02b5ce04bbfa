# The service as a container: built from this checkout, run by nobody in particular, its archive in /data.
# Docker and Compose build it as it is; buildah and podman want `--format docker`, or they leave the health check out.
FROM debian:bookworm-slim AS packages
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-venv \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/nianbao
COPY requirements.run.lock ./
RUN python3 -m venv .venv \
 && .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.run.lock

FROM packages AS program
COPY pyproject.toml README.md LICENSE ./
COPY crawler crawler
COPY monitor monitor
COPY parsers parsers
COPY storage storage
RUN .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation \
    --prefix /opt/program .

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 ca-certificates chromium libatomic1 fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin nianbao \
 && install -d -o nianbao -g nianbao -m 0750 /data
COPY --from=packages /opt/nianbao/.venv /opt/nianbao/.venv
# The program in a layer of its own: an upgrade of it moves a few megabytes, not the packages.
COPY --from=program /opt/program /opt/nianbao/.venv
ENV PATH=/opt/nianbao/.venv/bin:$PATH \
    NIANBAO_HOME=/data \
    PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8001
HEALTHCHECK --interval=1m --timeout=10s --start-period=1m \
    CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8002/healthz', timeout=5)"]
ENTRYPOINT ["nianbao"]
CMD ["run"]
