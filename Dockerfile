# claimcheck with its model: no network is needed to run it, and it runs as nobody in particular.
#   docker build -t claimcheck .
#   docker run --rm --network none -v "$PWD/story:/work:ro" claimcheck check .
FROM python:3.12-slim AS build
WORKDIR /source
RUN python -m venv /opt/claimcheck \
 && /opt/claimcheck/bin/pip install --no-cache-dir torch --index-url https://download.pytorch.org/whl/cpu
COPY pyproject.toml README.md LICENSE ./
COPY claimcheck claimcheck
COPY models models
RUN /opt/claimcheck/bin/pip install --no-cache-dir .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 claimcheck
COPY --from=build /opt/claimcheck /opt/claimcheck
ENV PATH=/opt/claimcheck/bin:$PATH HF_HUB_OFFLINE=1
USER claimcheck
WORKDIR /work
ENTRYPOINT ["claimcheck"]
CMD ["--help"]
