# One image for web server, worker, beat and migrations; docker-compose.yml names the command.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt /build/
RUN /opt/venv/bin/pip install --no-deps --require-hashes -r /build/requirements.txt
ENV PATH=/opt/venv/bin:$PATH
COPY . /srv/parley
WORKDIR /srv/parley
# Static files and catalogues belong to the image, so that every container serves the same.
RUN if [ -d locale ]; then pybabel compile --directory=locale --domain=django; fi \
 && STATIC_ROOT=/srv/parley/collected PARLEY_DATA_DIR=/tmp/build python manage.py collectstatic --noinput \
 && rm -rf /tmp/build

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /srv/parley parley \
 && install --directory --owner=parley --group=parley --mode=700 /srv/data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/parley /srv/parley
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PARLEY_DATA_DIR=/srv/data STATIC_ROOT=/srv/parley/collected
WORKDIR /srv/parley
USER parley
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["granian", "--interface=wsgi", "--host=0.0.0.0", "--port=8000", "--blocking-threads=4", "--workers-kill-timeout=20", "--no-ws", "config.wsgi:application"]
