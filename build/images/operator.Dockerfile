# syntax=docker/dockerfile:1
# For registries: docker buildx build --platform linux/amd64,linux/arm64 -f build/images/operator.Dockerfile .
# Both stages are pinned by the digest of their multi-platform index; another base is a build argument.
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0-noble@sha256:e70cdb7f80b0348f5cb85f19a8f670fca061f033d57eed12fa003d58b0e06317
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled@sha256:48e51f2f6798897be7ac4e775c049ed8fe60d3190f637e1f9c9dc7513efa659c

# Compiled on the builder's own architecture: the output is the same for all but the native parts.
FROM --platform=$BUILDPLATFORM ${SDK} AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN dotnet publish src/AoEde.Operator --configuration Release --arch "$TARGETARCH" --self-contained false \
        -p:PublishReadyToRun=true -p:DebugType=none -p:PublishDocumentationFiles=false --output /publish

FROM ${RUNTIME}
LABEL org.opencontainers.image.title=aoede-operator org.opencontainers.image.licenses=MIT
ENV PATH=/app DOTNET_EnableDiagnostics=0
COPY --from=build /publish /app
USER 65532:65532
ENTRYPOINT ["/app/aoede-operator"]
