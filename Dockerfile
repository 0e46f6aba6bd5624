# syntax=docker/dockerfile:1
ARG PYTHON=3.11

# Compilers are needed to build, and stay behind.
FROM python:${PYTHON}-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /opt/stancewire && python -m venv /opt/build && \
    /opt/build/bin/pip install --quiet "build==1.3.0" "hatchling==1.27.0"
COPY requirements/service.lock requirements/
RUN /opt/stancewire/bin/pip install --quiet --require-hashes -r requirements/service.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY schemas schemas
COPY services services
RUN /opt/build/bin/python -m build --wheel --no-isolation --outdir /dist . && \
    /opt/stancewire/bin/pip install --quiet --no-deps /dist/*.whl

# Models and knowledge are in the packages: nothing is fetched at the start.
FROM python:${PYTHON}-slim-bookworm
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin stancewire && \
    install -d -o stancewire -g stancewire /var/lib/stancewire
COPY --from=build /opt/stancewire /opt/stancewire
ENV PATH=/opt/stancewire/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STANCEWIRE_HTTP_BIND=0.0.0.0 \
    STANCEWIRE_HTTP_PORT=8080 \
    STANCEWIRE_STATE_DIR=/var/lib/stancewire
USER 10001:10001
WORKDIR /var/lib/stancewire
VOLUME /var/lib/stancewire
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/live', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["stancewire"]
CMD ["--help"]
